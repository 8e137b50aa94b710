package org.stowage.http.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stowage.http.ByteRange;
import org.stowage.http.DownloadPlan;
import org.stowage.http.Downloads;
import org.stowage.http.LocalPeers;
import org.stowage.http.Meter;
import org.stowage.http.RequestHeaders;
import org.stowage.http.TransferEntry;
import org.stowage.storage.Entry;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRegion;
import org.stowage.storage.FileRepository;
import org.stowage.storage.KeptFile;
import org.stowage.storage.StoredFile;

/**
 * Answers a plain GET or HEAD of a file before the servlet, on the thread that read the request. The servlet answers
 * the rest: connections other than HTTP/1 without TLS, several ranges, empty files, refusals, missing files, and every
 * request if the store may stall.
 */
final class DownloadHandler implements HttpHandler {

    private final ServletContext context;
    private final HttpHandler servlet;
    private final Writability writability;

    DownloadHandler(ServletContext context, HttpHandler servlet, Writability writability) {
        this.context = context;
        this.servlet = servlet;
        this.writability = writability;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        @Nullable Downloads ofAll = (Downloads) context.getAttribute(Downloads.ATTRIBUTE);
        @Nullable Downloads downloads = ofAll == null ? null : ofAll.ofOneRequest();
        if (downloads == null || downloads.areTheServlets() || !isPlain(exchange)) {
            servlet.handleRequest(exchange);
        } else {
            handle(exchange, downloads, new Meter(downloads.counters()));
        }
    }

    private void handle(HttpServerExchange exchange, Downloads downloads, Meter meter) throws Exception {
        if (!answers(exchange, downloads, meter)) {
            servlet.handleRequest(exchange);
        }
    }

    /** Methods are case-sensitive (RFC 9110 §9.1); Undertow's comparison is not. */
    private static boolean isPlain(HttpServerExchange exchange) {
        String method = exchange.getRequestMethod().toString();
        return (method.equals(Methods.GET_STRING) || method.equals(Methods.HEAD_STRING))
                && exchange.isRequestComplete()
                && !exchange.isHostIncludedInRequestURI()
                && exchange.getConnection() instanceof HttpServerConnection connection
                && connection.getSslSession() == null;
    }

    /**
     * On an I/O thread only cached entries are answered. Any other look-up may wait for a disk, so it is dispatched to
     * a worker thread.
     */
    private boolean answers(HttpServerExchange exchange, Downloads downloads, Meter meter) throws IOException {
        Optional<FileKey> key = key(exchange, downloads);
        if (key.isEmpty()) {
            return false;
        }
        FileRepository repository = downloads.repository();
        try {
            Optional<KeptFile> kept = isHead(exchange) ? Optional.empty() : repository.kept(key.get());
            if (kept.isPresent()) {
                return answers(exchange, downloads, kept.get().file(), kept, meter);
            }
            boolean mayWait = !exchange.isInIoThread();
            Optional<Entry> entry = mayWait ? repository.find(key.get()) : repository.known(key.get());
            if (entry.isPresent()) {
                return entry.get() instanceof StoredFile file
                        && answers(exchange, downloads, file, Optional.empty(), meter);
            }
        } catch (IOException | RuntimeException | Error e) {
            if (exchange.isResponseStarted()) {
                throw e;
            }
            // The servlet will meet the same error; it answers, logs and counts it.
            return false;
        }
        if (exchange.isInIoThread()) {
            exchange.dispatch(again -> handle(again, downloads, meter));
            return true;
        }
        return false;
    }

    private boolean answers(
            HttpServerExchange exchange, Downloads downloads, StoredFile file, Optional<KeptFile> kept, Meter meter)
            throws IOException {
        boolean head = isHead(exchange);
        RequestHeaders headers = headers(exchange);
        if (downloads.dependsOnContent(file, headers)) {
            return false;
        }
        DownloadPlan plan = head ? DownloadPlan.forHead(file, headers) : DownloadPlan.forGet(file, headers);
        if (plan.status() >= StatusCodes.BAD_REQUEST) {
            // WildFly replaces errors that are answered before the servlets by its own pages.
            return false;
        }
        if (head || plan.status() == StatusCodes.NOT_MODIFIED) {
            begin(exchange, plan, downloads.headers(headers, plan));
            exchange.endExchange();
            if (head) {
                meter.headAnswered();
            }
            return true;
        }
        Optional<ByteRange> stretch = plan.stretch();
        if (stretch.isEmpty()) {
            return false;
        }
        if (stretch.get().length() >= LocalPeers.LARGE_BYTES) {
            UndertowSendBuffer.limit(exchange.getConnection());
        }
        Optional<TransferSource> source = source(downloads.repository(), file, kept);
        if (source.isEmpty()) {
            return false;
        }
        Transfer transfer =
                new Transfer(exchange, source.get(), stretch.get(), meter, new TransferEntry(downloads.transfers()));
        transfer.endWithExchange();
        begin(exchange, plan, downloads.headers(headers, plan));
        meter.begin(Methods.GET_STRING, plan);
        transfer.start(writability, file.key(), client(exchange, downloads));
        return true;
    }

    private static Optional<TransferSource> source(FileRepository repository, StoredFile file, Optional<KeptFile> kept)
            throws IOException {
        Optional<KeptFile> inMemory = kept.isPresent() ? kept : repository.keep(file);
        if (inMemory.isPresent()) {
            return inMemory.map(KeptSource::new);
        }
        return repository.contentOf(file) instanceof FileRegion content
                ? Optional.of(new FileSource(content.openChannel()))
                : Optional.empty();
    }

    private static @Nullable String client(HttpServerExchange exchange, Downloads downloads) {
        return downloads.settings().get().logging().clientAddress()
                ? exchange.getSourceAddress().getHostString()
                : null;
    }

    private static boolean isHead(HttpServerExchange exchange) {
        return exchange.getRequestMethod().equals(Methods.HEAD);
    }

    private static void begin(HttpServerExchange exchange, DownloadPlan plan, Map<String, String> headers) {
        exchange.setStatusCode(plan.status());
        headers.forEach((name, value) -> exchange.getResponseHeaders().put(HttpString.tryFromString(name), value));
    }

    private Optional<FileKey> key(HttpServerExchange exchange, Downloads downloads) {
        String base = context.getContextPath() + "/";
        String uri = exchange.getRequestURI();
        return uri.startsWith(base)
                ? downloads.key(exchange.getHostName(), uri.substring(base.length()))
                : Optional.empty();
    }

    private static RequestHeaders headers(HttpServerExchange exchange) {
        return name -> {
            @Nullable HeaderValues values = exchange.getRequestHeaders().get(name);
            return values == null ? Optional.empty() : Optional.of(String.join(", ", values));
        };
    }
}
