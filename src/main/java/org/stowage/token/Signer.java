package org.stowage.token;

import java.util.List;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * One XMPP server, as far as it may have signed something; prints no secret.
 *
 * @param tenant the admin's word for it; empty for the one without a name
 * @param contracts the names of those that are enabled
 * @param secrets that it is known to have, in force or not
 * @param deletion the secret of Metronome's deletions, or null if there is none
 */
public record Signer(
        String tenant,
        Set<String> contracts,
        List<SigningSecret> secrets,
        @Nullable SecretKey deletion) {

    /** Copies the collections. */
    public Signer {
        contracts = Set.copyOf(contracts);
        secrets = List.copyOf(secrets);
    }

    @Override
    public String toString() {
        return "signer " + tenant + " " + secrets;
    }
}
