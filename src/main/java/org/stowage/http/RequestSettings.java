package org.stowage.http;

import java.time.Duration;
import java.util.Optional;
import org.stowage.config.Settings.LogDetail;

/**
 * What the settings say about requests; each request is served, to its end, by those that held when it came.
 *
 * @param tenants whose files they are about
 * @param cors which web pages may read the answers
 * @param logging what the log says about requests
 * @param contact whom to ask about the service, or nothing
 * @param uploadTimeout how long an upload may wait for its client
 */
public record RequestSettings(
        Tenants tenants, Cors cors, Logging logging, Optional<String> contact, Duration uploadTimeout) {

    /**
     * What the log says about requests.
     *
     * @param detail which requests have a line
     * @param clientAddress whether the line has the address of the client
     */
    public record Logging(LogDetail detail, boolean clientAddress) {}

    /** Tells whether the log has a line for such requests. */
    boolean logs(LogDetail detail) {
        return logging.detail().includes(detail);
    }

    /** Returns the methods that are supported. */
    AllowedMethods methods() {
        return new AllowedMethods(tenants.mayDelete());
    }

    /** Returns what a human reads who opens the base URL: two sentences. */
    String welcome() {
        return "This server keeps the files that users of an XMPP (chat) service send to each other. "
                + contact.map(whom -> "Questions about it go to: " + whom)
                        .orElse("Questions about it go to the administrator of that service.")
                + "\n";
    }
}
