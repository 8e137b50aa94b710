package org.stowage.token;

import java.util.List;
import org.stowage.token.Verdict.Reason;

/**
 * All enabled contracts: the highest one of which the request carries a token decides. A wrong token of it is never made
 * good by a right one of a lower contract, which signs less ({@code mod_http_upload_external}, "v2").
 */
public final class Contracts implements TokenVerifier {

    private final List<TokenVerifier> verifiers;

    /**
     * Takes the contracts.
     *
     * @param highestFirst at least one
     * @throws IllegalArgumentException if there is none
     */
    public Contracts(List<TokenVerifier> highestFirst) {
        if (highestFirst.isEmpty()) {
            throw new IllegalArgumentException("at least one contract is needed");
        }
        this.verifiers = List.copyOf(highestFirst);
    }

    /** Where no token is there at all, the lowest contract is the one named. */
    @Override
    public Verdict verify(UploadClaim claim) {
        Verdict verdict = verifiers.get(0).verify(claim);
        for (int next = 1; next < verifiers.size() && isMissing(verdict); next++) {
            verdict = verifiers.get(next).verify(claim);
        }
        return verdict;
    }

    private static boolean isMissing(Verdict verdict) {
        return verdict instanceof Verdict.Denied denied && denied.reason() == Reason.MISSING;
    }
}
