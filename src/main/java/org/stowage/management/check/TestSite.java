package org.stowage.management.check;

import java.util.List;
import org.stowage.token.Signer;

/**
 * The destination of a test upload for one XMPP server.
 *
 * @param base the base URL, to which the key is appended
 * @param signer signs the uploads
 * @param maxSize the largest file that is accepted, in bytes
 * @param origin of a web page that may read the answers
 */
public record TestSite(String base, Signer signer, long maxSize, String origin) {

    /** Finds the destinations for all XMPP servers that one base URL can reach. */
    public interface Finder {

        /**
         * Returns the destinations.
         *
         * @param base the base URL of the deployment, or empty for the configured one
         * @throws IllegalArgumentException if it is neither the configured URL nor one of this machine; the message is
         *     a sentence
         */
        List<TestSite> at(String base);
    }
}
