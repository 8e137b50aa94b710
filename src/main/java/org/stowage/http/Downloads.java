package org.stowage.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.stowage.config.Settings.LogDetail;
import org.stowage.management.metrics.Counters;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.StoredFile;

/**
 * What a server must know to answer a GET or HEAD before the servlet does.
 *
 * @param repository has the files
 * @param settings that hold now
 * @param counters of what happens
 */
public record Downloads(FileRepository repository, Supplier<RequestSettings> settings, Counters counters) {

    /** The context attribute that holds this as soon as requests are served. */
    public static final String ATTRIBUTE = "org.stowage.http.downloads";

    /** The context attribute that says how the server does it, for the log, if it does. */
    public static final String WAY = "org.stowage.http.way";

    /** Tells whether the servlet answers all of them now: it writes them into the log, or the store may make threads wait. */
    public boolean areTheServlets() {
        return repository.mayStall() || settings.get().logs(LogDetail.DOWNLOADS);
    }

    /** Returns this as it is now: one request is served by one state of the settings. */
    public Downloads ofOneRequest() {
        RequestSettings now = settings.get();
        return new Downloads(repository, () -> now, counters);
    }

    /**
     * Returns the file that a URL names, if its path is legal and a tenant's.
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

    /** Tells whether the servlet has to answer, because the answer depends on the content. */
    public boolean dependsOnContent(StoredFile file, RequestHeaders request) {
        return TextCharset.isAsked(file, request);
    }
}
