package org.stowage.management.check;

import java.util.List;
import org.stowage.token.Signer;

/**
 * Where a test upload of one XMPP server goes.
 *
 * @param base the URL that ends where the key begins
 * @param signer with whose secret it is signed
 * @param maxSize the largest file that is taken, in bytes
 * @param origin of a web page that may read the answers
 */
public record TestSite(String base, Signer signer, long maxSize, String origin) {

    /** Finds the sites of all XMPP servers that one base URL can reach. */
    public interface Finder {

        /**
         * Returns the sites.
         *
         * @param base the base URL of the deployment, or empty for the configured one
         * @throws IllegalArgumentException if it is neither the configured URL nor one of this machine; the message is a
         *     sentence
         */
        List<TestSite> at(String base);
    }
}
