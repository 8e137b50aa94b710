package org.stowage.http;

import java.util.Locale;
import java.util.Optional;
import org.stowage.storage.FileKey;
import org.stowage.token.Signer;

/**
 * One XMPP server among those that share a deployment: which URLs are its own, how large its files may be, and what it signs with.
 *
 * @param signer its secrets and contracts, and its name
 * @param host the host name of its URLs in lower case, or empty for any
 * @param path what its URLs have behind the context path, without slashes at the ends; empty for all
 * @param maxSize the largest file that is taken, in bytes
 */
public record Tenant(Signer signer, String host, String path, long maxSize) {

    /** Returns the admin's name for it; empty for the one without a name. */
    public String name() {
        return signer.tenant();
    }

    /** Returns the key of a path as this tenant's XMPP server signs it, or nothing if the URL is none of its own. */
    Optional<FileKey> keyOf(String hostOfUrl, FileKey wholePath) {
        boolean here = host.isEmpty() || host.equals(hostOfUrl.toLowerCase(Locale.ROOT));
        String prefix = path.isEmpty() ? "" : path + "/";
        boolean below = wholePath.path().startsWith(prefix) && wholePath.path().length() > prefix.length();
        return here && below
                ? Optional.of(new FileKey(name(), wholePath.path().substring(prefix.length())))
                : Optional.empty();
    }
}
