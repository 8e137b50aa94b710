package org.stowage.token;

import jakarta.json.Json;
import jakarta.json.stream.JsonParserFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowage.storage.FileKey;
import org.stowage.token.Verdict.Reason;

/**
 * The contract of Prosody's {@code mod_http_file_share} with {@code http_file_share_base_url}: {@code Authorization:
 * Bearer} and a JSON Web Token (RFC 7519) signed with HMAC-SHA256.
 *
 * <p>Its header must be exactly {@code alg} HS256 and {@code typ} JWT: no other algorithm, {@code none} least of all, no
 * {@code kid}, no {@code crit}. The signature is verified before header or claims are read, and never by a JOSE library: what such
 * a library adds to one HMAC is the choice among algorithms, keys and encodings, the very thing to be kept out here.
 */
public final class JwtVerifier implements TokenVerifier {

    /** The name of the contract; with no other enabled, a request without token is asked to authenticate. */
    public static final String CONTRACT = "jwt";

    private static final Map<String, String> HEADER = Map.of("alg", "HS256", "typ", "JWT");

    private final Keyring keyring;
    private final Clock clock;
    private final JsonParserFactory parsers;

    /**
     * Verifies with the secrets that the XMPP server signs with.
     *
     * @param clock tells whether a token has expired
     */
    public JwtVerifier(Keyring keyring, Clock clock) {
        this(keyring, clock, Json.createParserFactory(Map.of()));
    }

    JwtVerifier(Keyring keyring, Clock clock, JsonParserFactory parsers) {
        this.keyring = keyring;
        this.clock = clock;
        this.parsers = parsers;
    }

    @Override
    public Verdict verify(UploadClaim claim) {
        List<String> tokens = claim.authorization().bearerTokens();
        Optional<Reason> miscount = Reason.ofCount(tokens.size());
        if (miscount.isPresent()) {
            return denied(miscount.get());
        }
        if (!(claim.length() instanceof DeclaredLength.Exact length)) {
            return denied(Reason.NO_LENGTH);
        }
        return verdictOn(tokens.get(0), claim.key(), length.bytes());
    }

    private Verdict verdictOn(String token, FileKey key, long length) {
        Optional<CompactJws> jws = CompactJws.parse(token);
        Optional<String> signer = jws.flatMap(this::signerOf);
        if (jws.isEmpty() || signer.isEmpty() || !hasOurHeader(jws.get())) {
            return denied(Reason.WRONG);
        }
        return jws.get()
                .payload()
                .flatMap(this::object)
                .flatMap(Claims::of)
                .map(claims -> verdictOn(claims, signer.get(), key, length))
                .orElseGet(() -> denied(Reason.WRONG));
    }

    private Verdict verdictOn(Claims claims, String signer, FileKey key, long length) {
        Instant now = clock.instant();
        if (!claims.areAbout(key) || !claims.haveBegun(now)) {
            return denied(Reason.WRONG);
        }
        if (claims.haveEnded(now)) {
            return denied(Reason.EXPIRED);
        }
        return claims.size() == length
                ? new Verdict.Granted(CONTRACT, signer, claims.slot(key))
                : denied(Reason.WRONG_LENGTH);
    }

    private Optional<String> signerOf(CompactJws token) {
        return keyring.signerOf(token.signingInput(), token.signature());
    }

    private boolean hasOurHeader(CompactJws token) {
        return token.header()
                .flatMap(this::object)
                .filter(header -> header.is(HEADER))
                .isPresent();
    }

    private Optional<FlatObject> object(byte[] json) {
        return FlatObject.read(json, parsers);
    }

    private static Verdict denied(Reason reason) {
        return new Verdict.Denied(CONTRACT, reason);
    }
}
