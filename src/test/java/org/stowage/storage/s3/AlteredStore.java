package org.stowage.storage.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Something in front of an object store that changes requests, or answers some itself. It asks for no signature. */
public final class AlteredStore implements AutoCloseable {

    private static final Set<String> OWN =
            Set.of("host", "content-length", "transfer-encoding", "connection", "authorization", "expect");

    private final ObjectStoreServer store = ObjectStoreServer.anonymous();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Answers answers = exchange -> false;
    private volatile Predicate<String> dropped = field -> false;

    /** Changes nothing yet. */
    public AlteredStore() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Answers requests in place of the store. */
    public interface Answers {

        /** Returns false, with nothing done, if the store is to answer. */
        boolean give(HttpExchange exchange) throws IOException;
    }

    /** Returns its URL. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Drops a header field of all requests from now on. */
    public void drop(String field) {
        dropped = field::equalsIgnoreCase;
    }

    /** Lets some requests be answered otherwise from now on. */
    public void answer(Answers other) {
        answers = other;
    }

    /** Lets all requests of a method be answered so from now on. */
    public void answer(String method, int status, String body, Map<String, String> fields) {
        answer(exchange -> {
            boolean meant = exchange.getRequestMethod().equals(method);
            if (meant) {
                send(exchange, status, body, fields);
            }
            return meant;
        });
    }

    /** Lets all requests be answered with an error of S3 from now on. */
    public void fail(int status, String code) {
        answer(exchange -> {
            send(
                    exchange,
                    status,
                    "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>no</Message></Error>",
                    Map.of("Content-Type", "application/xml"));
            return true;
        });
    }

    static void send(HttpExchange exchange, int status, String body, Map<String, String> fields) throws IOException {
        exchange.getRequestBody().readAllBytes();
        fields.forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!answers.give(exchange)) {
                forward(exchange, List.of());
            }
        }
    }

    /** Lets the store answer, without some header fields. */
    void forward(HttpExchange exchange, List<String> without) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(store.endpoint() + exchange.getRequestURI().toString()))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT)) && !dropped.test(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> answer = ask(request.build());
        answer.headers().map().forEach((name, values) -> {
            if ((!OWN.contains(name.toLowerCase(Locale.ROOT))
                            || exchange.getRequestMethod().equals("HEAD"))
                    && without.stream().noneMatch(name::equalsIgnoreCase)) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        boolean empty = answer.body().length == 0;
        exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
        if (!empty) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    private HttpResponse<byte[]> ask(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        store.close();
    }
}
