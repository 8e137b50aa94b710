package org.stowage.management.check;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.stowage.retention.Takedowns;
import org.stowage.token.diagnosis.TestSlot;

/**
 * The steps of a {@link TestUpload} for one XMPP server, and what came of each. Large files are never in memory as a whole.
 */
final class TestRun {

    private static final int SMALL = 65_536;
    private static final String TYPE = "text/plain";
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);

    /** More than any answer has that is Stowage's own. */
    private static final int LONGEST_ANSWER = 1 << 20;

    private final TestSite site;
    private final Takedowns takedowns;
    private final Clock clock;
    private final Duration patience;
    private final List<String> sentences = new ArrayList<>();
    private final List<TestSlot> used = new ArrayList<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private boolean passed = true;
    private long start = System.nanoTime();

    /**
     * Nothing is done yet.
     *
     * @param takedowns deletes what was uploaded
     * @param patience for each answer, from the first byte of the request to the last of the body
     */
    TestRun(TestSite site, Takedowns takedowns, Clock clock, Duration patience) {
        this.site = site;
        this.takedowns = takedowns;
        this.clock = clock;
        this.patience = patience;
    }

    /** Returns one sentence of each step. */
    List<String> sentences() {
        return List.copyOf(sentences);
    }

    /** Does all steps and tidies up; returns whether all was as it should be. */
    boolean all(long size) {
        try {
            steps(size);
        } catch (IOException e) {
            fail(Symptom.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("The test was interrupted.");
        } finally {
            tidyUp();
        }
        return passed;
    }

    private void steps(long size) throws IOException, InterruptedException {
        byte[] content = content(SMALL);
        Optional<TestSlot> signed = slot(content.length);
        if (signed.isEmpty()) {
            fail("No secret counts now, so nothing can be signed: see the self-check.");
            return;
        }
        TestSlot slot = signed.get();
        if (!expect(
                "Upload of " + content.length + " bytes by " + slot.contract(),
                201,
                put(slot, BodyPublishers.ofByteArray(content)))) {
            return;
        }
        downloads(slot, content);
        expect("Second upload to the same URL", 409, put(slot, BodyPublishers.ofByteArray(content)));
        TestSlot other = slot(content.length).orElseThrow().forged();
        cors(expectAnswer("Upload with a wrong token", 403, put(other, BodyPublishers.ofByteArray(new byte[] {1}))));
        if (size > site.maxSize()) {
            say("A larger upload was not tried: stowage.max-size is " + site.maxSize() + ".");
        } else {
            expect("Upload of " + size + " bytes", 201, put(slot(size).orElseThrow(), large(size)));
        }
        delete(slot);
        expect("Download after the deletion", 410, send(request(slot).GET()));
    }

    private void downloads(TestSlot slot, byte[] content) throws IOException, InterruptedException {
        HttpResponse<byte[]> head =
                send(request(slot).header("Accept-Encoding", "gzip").method("HEAD", BodyPublishers.noBody()));
        if (expect("HEAD", 200, head)) {
            String length = head.headers().firstValue("Content-Length").orElse("none");
            if (!length.equals(Integer.toString(content.length))) {
                fail("HEAD has Content-Length " + length
                        + ": a proxy changes or compresses; clients need the size of"
                        + " the file (nginx: gzip off).");
            }
            cors(head);
        }
        HttpResponse<byte[]> whole =
                send(request(slot).header("Accept-Encoding", "gzip").GET());
        if (expect("Download", 200, whole)) {
            same(whole, content);
        }
        HttpResponse<byte[]> range =
                send(request(slot).header("Range", "bytes=1000-1999").GET());
        if (expect("Download of a range", 206, range)
                && !Arrays.equals(range.body(), Arrays.copyOfRange(content, 1000, 2000))) {
            fail("The range has other bytes than were asked for: a proxy changes or caches them.");
        }
    }

    private void same(HttpResponse<byte[]> answer, byte[] content) {
        Optional<String> encoding = answer.headers().firstValue("Content-Encoding");
        if (encoding.isPresent() && !encoding.get().equals("identity")) {
            fail("A proxy compresses downloads (Content-Encoding: " + Finding.visible(encoding.get())
                    + "): clients that show progress or resume fail (nginx: gzip off).");
        } else if (!Arrays.equals(answer.body(), content)) {
            fail("The download has other bytes than the upload: a proxy changes them.");
        }
    }

    private void cors(HttpResponse<byte[]> answer) {
        if (!answer.headers().firstValue("Access-Control-Allow-Origin").isPresent()) {
            fail("The answer has no Access-Control-Allow-Origin: a proxy drops it, and web clients fail.");
        }
    }

    private HttpResponse<byte[]> put(TestSlot slot, BodyPublisher body) throws IOException, InterruptedException {
        used.add(slot);
        HttpRequest.Builder request = builder(URI.create(site.base() + slot.key() + slot.query()))
                .header("Content-Type", TYPE)
                .PUT(body);
        String authorization = slot.authorization();
        return send(authorization == null ? request : request.header("Authorization", authorization));
    }

    private HttpRequest.Builder request(TestSlot slot) {
        return builder(URI.create(site.base() + slot.key()));
    }

    private HttpRequest.Builder builder(URI uri) {
        return HttpRequest.newBuilder(uri).header("Origin", site.origin());
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        start = System.nanoTime();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.build(), head -> new BoundedBody(LONGEST_ANSWER));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer within " + patience.toSeconds() + " seconds");
        } finally {
            answer.cancel(true);
        }
    }

    private boolean expect(String step, int status, HttpResponse<byte[]> answer) {
        expectAnswer(step, status, answer);
        return answer.statusCode() == status;
    }

    private HttpResponse<byte[]> expectAnswer(String step, int status, HttpResponse<byte[]> answer) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        String words = step + ": " + answer.statusCode() + " after " + millis + " ms";
        if (answer.statusCode() == status) {
            say(words + ", as it should be.");
        } else {
            fail(words + ", and should be " + status + ". " + Symptom.of(answer));
        }
        return answer;
    }

    private void tidyUp() {
        used.forEach(this::delete);
    }

    private void delete(TestSlot slot) {
        try {
            takedowns.delete(slot.key());
        } catch (IOException e) {
            fail("The test file " + slot.key() + " cannot be deleted: " + e);
        }
    }

    private Optional<TestSlot> slot(long size) {
        return TestSlot.of(site.signer(), size, TYPE, clock.instant());
    }

    private void say(String sentence) {
        sentences.add(site.base() + ": " + sentence);
    }

    private void fail(String sentence) {
        passed = false;
        sentences.add(site.base() + ": FAILED: " + sentence);
    }

    /** The same again and again, as often as it takes. */
    private static BodyPublisher large(long size) {
        List<BodyPublisher> pieces =
                new ArrayList<>(Collections.nCopies((int) (size / SMALL), BodyPublishers.ofByteArray(content(SMALL))));
        pieces.add(BodyPublishers.ofByteArray(content((int) (size % SMALL))));
        return BodyPublishers.concat(pieces.toArray(BodyPublisher[]::new));
    }

    /** Text, for that is what proxies like to compress. */
    private static byte[] content(int size) {
        byte[] line = "Wherefore art thou Romeo? ".getBytes(StandardCharsets.US_ASCII);
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++) {
            content[i] = line[i % line.length];
        }
        return content;
    }
}
