package org.stowage.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.stowage.config.Settings.LogDetail;

/**
 * The settings for requests. Each request keeps to its end the settings that were in force when it came.
 *
 * @param tenants the XMPP servers that share the deployment
 * @param cors the origins whose web pages may read the answers
 * @param logging what the request log contains
 * @param contact the contact for questions about the service, if there is one
 * @param uploadTimeout how long an upload may wait for its client
 */
public record RequestSettings(
        Tenants tenants, Cors cors, Logging logging, Optional<String> contact, Duration uploadTimeout) {

    /**
     * What the request log contains.
     *
     * @param detail which requests have a line
     * @param clientAddress whether the line has the address of the client
     * @param to the logger that gets the lines
     */
    public record Logging(LogDetail detail, boolean clientAddress, Logger to) {

        /** The lines go to the server's log. */
        public Logging(LogDetail detail, boolean clientAddress) {
            this(detail, clientAddress, Logger.getLogger("org.stowage.http"));
        }
    }

    /** Tells whether the log has lines of this detail. */
    boolean logs(LogDetail detail) {
        return logging.detail().includes(detail);
    }

    /** Returns the methods that are supported. */
    AllowedMethods methods() {
        return new AllowedMethods(tenants.mayDelete());
    }

    /** Returns the two sentences that a GET of the base URL is answered with. */
    List<String> welcome() {
        return List.of(
                "This server keeps the files that users of an XMPP (chat) service send to each other.", whomToAsk());
    }

    /** Returns the sentence that says where questions go. */
    String whomToAsk() {
        return contact.map(whom -> "Questions about it go to: " + whom)
                .orElse("Questions about it go to the administrator of that service.");
    }
}
