package org.stowage.http;

import java.util.Optional;
import org.stowage.management.Counters;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;

/**
 * What a server must know to answer a GET or HEAD before the servlet does.
 *
 * @param repository has the files
 * @param tenants whose files they are
 * @param counters of what happens
 */
public record Downloads(FileRepository repository, Tenants tenants, Counters counters) {

    /** The context attribute that holds this as soon as requests are served. */
    public static final String ATTRIBUTE = "org.stowage.http.downloads";

    /** The context attribute that says how the server does it, for the log, if it does. */
    public static final String WAY = "org.stowage.http.way";

    /**
     * Returns the file that a URL names, if its path is legal and a tenant's.
     *
     * @param host the host name of the URL
     * @param rawPath what follows the context path in the request line, without the slash and the query
     */
    public Optional<FileKey> key(String host, String rawPath) {
        return tenants.keyOf(host, rawPath);
    }
}
