package org.stowage.token;

import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.stowage.contract.Authorization;
import org.stowage.contract.Contract;
import org.stowage.contract.Query;
import org.stowage.storage.FileKey;
import org.stowage.token.Verdict.DenialReason;

/**
 * Tells whether an XMPP server allowed an upload or a deletion. Thread-safe.
 *
 * <p>If a request has tokens of several enabled contracts, the token of the highest one decides. If it is wrong, a
 * right token of a lower contract does not help, because a lower contract signs less ({@code mod_http_upload_external},
 * "v2").
 */
public final class TokenVerifier {

    private static final Authorization NO_FIELD = Authorization.of(List.of());

    private final Map<Contract, TokenFormat> formats = new EnumMap<>(Contract.class);

    /**
     * Verifies tokens of all contracts.
     *
     * @param clock the clock that decides whether a token has expired
     */
    public TokenVerifier(Clock clock) {
        this(new JwtVerifier(clock));
    }

    TokenVerifier(JwtVerifier jwt) {
        formats.put(Contract.JWT, jwt);
        for (Contract contract : Contract.values()) {
            contract.message().ifPresent(message -> formats.put(contract, new MacVerifier(contract, message)));
        }
    }

    /**
     * Tells whether an upload is allowed.
     *
     * <p>Reasons are checked in the order of {@link DenialReason}: a missing token first, then an unknown length, then
     * a wrong token. If there is no token at all, the verdict names the lowest enabled contract.
     *
     * @param signer the XMPP server to which the URL belongs
     */
    public Verdict verify(UploadClaim claim, Signer signer) {
        Contract lowest = Contract.JWT;
        for (Contract contract : signer.contracts()) {
            List<String> tokens = contract.tokens(claim.query(), claim.authorization());
            if (!tokens.isEmpty()) {
                return verify(contract, tokens, claim, signer);
            }
            lowest = contract;
        }
        return new Verdict.Denied(lowest, DenialReason.MISSING);
    }

    /**
     * Returns the id of the secret that signed the deletion of a file, as Metronome's {@code mod_http_upload_external}
     * signs it; nothing if the XMPP server may not delete, or if there is not exactly one token, or if it is wrong.
     *
     * @param signer the XMPP server to which the URL belongs
     */
    public Optional<String> verifyDeletion(FileKey key, Query query, Signer signer) {
        List<String> tokens = Contract.TOKEN.tokens(query, NO_FIELD);
        return tokens.size() == 1
                ? signer.deletionMessage(key)
                        .flatMap(message -> signer.keyring().signerOf(message, tokens.get(0)))
                : Optional.empty();
    }

    private Verdict verify(Contract contract, List<String> tokens, UploadClaim claim, Signer signer) {
        if (tokens.size() > 1) {
            return new Verdict.Denied(contract, DenialReason.DOUBLED);
        }
        if (!(claim.length() instanceof DeclaredLength.Exact length)) {
            return new Verdict.Denied(contract, DenialReason.NO_LENGTH);
        }
        return Objects.requireNonNull(formats.get(contract))
                .verify(tokens.get(0), claim, length.bytes(), signer.keyring());
    }
}
