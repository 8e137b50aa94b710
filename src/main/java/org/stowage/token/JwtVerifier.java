package org.stowage.token;

import jakarta.json.Json;
import jakarta.json.stream.JsonParserFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.stowage.contract.Contract;
import org.stowage.storage.FileKey;
import org.stowage.token.Verdict.DenialReason;

/**
 * Verifies tokens of the contract jwt, of Prosody's {@code mod_http_file_share}: {@code Authorization: Bearer} with a
 * JSON Web Token (RFC 7519) signed with HMAC-SHA256.
 *
 * <p>The header must be exactly {@code alg} HS256 and {@code typ} JWT: no other algorithm (above all not {@code none}),
 * no {@code kid}, no {@code crit}. The signature is verified before header or claims are read. No JOSE library is used,
 * because what it adds to a plain HMAC is the choice of algorithms, keys and encodings, which must not exist here.
 */
final class JwtVerifier implements TokenFormat {

    private final Clock clock;
    private final JsonParserFactory parsers;

    JwtVerifier(Clock clock) {
        this(clock, Json.createParserFactory(Map.of()));
    }

    JwtVerifier(Clock clock, JsonParserFactory parsers) {
        this.clock = clock;
        this.parsers = parsers;
    }

    @Override
    public Verdict verify(String token, UploadClaim claim, long length, Keyring keyring) {
        Optional<CompactJws> jws = CompactJws.parse(token);
        Optional<String> signer = jws.flatMap(known -> keyring.signerOf(known.signingInput(), known.signature()));
        if (jws.isEmpty() || signer.isEmpty() || !hasOurHeader(jws.get())) {
            return denied(DenialReason.WRONG);
        }
        return jws.get()
                .payload()
                .flatMap(this::object)
                .flatMap(Claims::of)
                .map(claims -> verdictOn(claims, signer.get(), claim.key(), length))
                .orElseGet(() -> denied(DenialReason.WRONG));
    }

    private Verdict verdictOn(Claims claims, String signer, FileKey key, long length) {
        Instant now = clock.instant();
        if (!claims.areAbout(key) || !claims.haveBegun(now)) {
            return denied(DenialReason.WRONG);
        }
        if (claims.haveEnded(now)) {
            return denied(DenialReason.EXPIRED);
        }
        return claims.size() == length
                ? new Verdict.Granted(Contract.JWT, signer, claims.slot(key))
                : denied(DenialReason.WRONG_LENGTH);
    }

    private boolean hasOurHeader(CompactJws token) {
        return token.header()
                .flatMap(this::object)
                .filter(header -> header.is(CompactJws.HEADER))
                .isPresent();
    }

    private Optional<FlatObject> object(byte[] json) {
        return FlatObject.read(json, parsers);
    }

    private static Verdict denied(DenialReason reason) {
        return new Verdict.Denied(Contract.JWT, reason);
    }
}
