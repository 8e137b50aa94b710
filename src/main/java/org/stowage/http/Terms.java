package org.stowage.http;

import java.time.Duration;
import java.util.Optional;
import org.stowage.token.Deletions;
import org.stowage.token.TokenVerifier;

/**
 * What the settings say about requests; each request is served by those that held when it came.
 *
 * @param tenants whose files they are about
 * @param verifier which uploads their tokens allow
 * @param deletions who may delete what
 * @param cors which web pages may read the answers
 * @param words what is said to admins in the log, and to people who have lost their way
 * @param uploadTimeout how long an upload may wait for its client
 */
public record Terms(
        Tenants tenants, TokenVerifier verifier, Deletions deletions, Cors cors, Words words, Duration uploadTimeout) {

    /**
     * What is said.
     *
     * @param detail what is logged
     * @param clientAddress whether a line in the log has the address of the client
     * @param contact whom to ask about the service, or nothing
     */
    public record Words(LogDetail detail, boolean clientAddress, Optional<String> contact) {

        /** Returns what a human reads who opens the base URL: two sentences. */
        String welcome() {
            return "This server keeps the files that users of an XMPP (chat) service send to each other. "
                    + contact.map(whom -> "Questions about it go to: " + whom)
                            .orElse("Questions about it go to the administrator of that service.")
                    + "\n";
        }
    }

    /** Returns what is logged. */
    LogDetail detail() {
        return words.detail();
    }

    /** Returns the methods that are supported. */
    AllowedMethods methods() {
        return new AllowedMethods(deletions.areAllowed());
    }
}
