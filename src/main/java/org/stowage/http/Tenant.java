package org.stowage.http;

import java.util.Locale;
import java.util.Optional;
import org.stowage.storage.FileKey;
import org.stowage.token.Signer;

/**
 * One of the XMPP servers that share a deployment: its URLs, the maximum size of its files, and its signing secrets.
 *
 * @param signer its secrets and contracts, and its name
 * @param host the host name of its URLs in lower case, or empty for any
 * @param path what its URLs have after the context path, without slashes at the ends; empty for all
 * @param maxSize the size of the largest file that is accepted, in bytes
 */
public record Tenant(Signer signer, String host, String path, long maxSize) {

    /** Returns the name in the settings; empty for the tenant without a name. */
    public String name() {
        return signer.tenant();
    }

    /** Returns the key as this tenant's XMPP server signs it, or nothing if the URL is not one of the tenant's. */
    Optional<FileKey> keyOf(String hostOfUrl, FileKey wholePath) {
        boolean here = host.isEmpty() || host.equals(hostOfUrl.toLowerCase(Locale.ROOT));
        if (here && path.isEmpty() && name().equals(wholePath.tenant())) {
            return Optional.of(wholePath);
        }
        String prefix = path.isEmpty() ? "" : path + "/";
        boolean below = wholePath.path().startsWith(prefix) && wholePath.path().length() > prefix.length();
        return here && below
                ? Optional.of(new FileKey(name(), wholePath.path().substring(prefix.length())))
                : Optional.empty();
    }
}
