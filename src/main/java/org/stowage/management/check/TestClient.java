package org.stowage.management.check;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.stowage.token.diagnosis.TestSlot;

/**
 * Sends requests to a {@link TestSite} as a web client does. Each answer has a limit of time and length, because a test
 * may be answered by any server.
 */
final class TestClient {

    /** The media type of all test files. */
    static final String TYPE = "text/plain";

    private static final Duration TO_CONNECT = Duration.ofSeconds(5);

    /** More than the longest answer of Stowage. */
    private static final int LONGEST_ANSWER = 1 << 20;

    private final TestSite site;
    private final Duration timeout;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * Sends nothing yet.
     *
     * @param timeout for each answer, from the first byte of the request to the last of the body
     */
    TestClient(TestSite site, Duration timeout) {
        this.site = site;
        this.timeout = timeout;
    }

    /**
     * An answer and how long it took.
     *
     * @param response with the whole body
     * @param millis from the first byte of the request to the last of the body
     */
    record TimedResponse(HttpResponse<byte[]> response, long millis) {

        int status() {
            return response.statusCode();
        }

        /** Returns the first value of a header field, or another text if the answer has no such field. */
        String field(String name, String otherwise) {
            return response.headers().firstValue(name).orElse(otherwise);
        }
    }

    TimedResponse put(TestSlot slot, BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(slot.key() + slot.query()).header("Content-Type", TYPE).PUT(body);
        String authorization = slot.authorization();
        return send(authorization == null ? request : request.header("Authorization", authorization));
    }

    TimedResponse head(TestSlot slot) throws IOException, InterruptedException {
        return send(request(slot).header("Accept-Encoding", "gzip").method("HEAD", BodyPublishers.noBody()));
    }

    TimedResponse get(TestSlot slot) throws IOException, InterruptedException {
        return send(request(slot).header("Accept-Encoding", "gzip").GET());
    }

    TimedResponse getRange(TestSlot slot, String range) throws IOException, InterruptedException {
        return send(request(slot).header("Range", range).GET());
    }

    private HttpRequest.Builder request(TestSlot slot) {
        return request(slot.key().toString());
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create(site.base() + target)).header("Origin", site.origin());
    }

    private TimedResponse send(HttpRequest.Builder request) throws IOException, InterruptedException {
        long start = System.nanoTime();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.build(), head -> new BoundedBodySubscriber(LONGEST_ANSWER));
        try {
            HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new TimedResponse(response, (System.nanoTime() - start) / 1_000_000);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer within " + timeout.toSeconds() + " seconds");
        } finally {
            answer.cancel(true);
        }
    }
}
