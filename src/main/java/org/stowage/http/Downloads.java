package org.stowage.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.stowage.config.Settings.LogDetail;
import org.stowage.management.metrics.Counters;
import org.stowage.management.traffic.RunningTransfers;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.StoredFile;

/**
 * What server-specific code needs to answer a GET or HEAD before the servlet does.
 *
 * @param repository the files
 * @param settings the settings that are in force now
 * @param counters the counters of requests and bytes
 * @param transfers those under way
 */
public record Downloads(
        FileRepository repository, Supplier<RequestSettings> settings, Counters counters, RunningTransfers transfers) {

    /** The context attribute that holds this as soon as requests are served. */
    public static final String ATTRIBUTE = "org.stowage.http.downloads";

    /** The context attribute with the words that the log uses for the server's own way, if there is one. */
    public static final String WAY = "org.stowage.http.way";

    /**
     * Tells whether the servlet must answer all downloads now, because they are logged or because the store may stall.
     */
    public boolean areTheServlets() {
        return repository.mayStall() || settings.get().logs(LogDetail.DOWNLOADS);
    }

    /** Returns a copy with the current settings, for one request. */
    public Downloads ofOneRequest() {
        RequestSettings now = settings.get();
        return new Downloads(repository, () -> now, counters, transfers);
    }

    /**
     * Returns the key that a URL names, if its path is legal and belongs to a tenant.
     *
     * @param host the host name of the URL
     * @param rawPath what follows the context path in the request line, without the slash and the query
     */
    public Optional<FileKey> key(String host, String rawPath) {
        return settings.get().tenants().find(host, rawPath).map(RequestTarget::key);
    }

    /** Returns all header fields of an answer. */
    public Map<String, String> headers(RequestHeaders request, DownloadPlan plan) {
        Map<String, String> all = new LinkedHashMap<>(CommonHeaders.ALL);
        all.putAll(settings.get().cors().headers(request));
        plan.headers()
                .forEach((name, value) ->
                        all.merge(name, value, (one, two) -> name.equals("Vary") ? one + ", " + two : two));
        return all;
    }

    /** Tells whether the servlet must answer because the answer depends on the file's content. */
    public boolean dependsOnContent(StoredFile file, RequestHeaders request) {
        return TextCharset.isAsked(file, request);
    }
}
