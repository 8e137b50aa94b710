package org.stowage.management.check;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.stowage.management.check.TestClient.TimedResponse;
import org.stowage.retention.Takedowns;
import org.stowage.token.diagnosis.TestSlot;

/**
 * Runs the steps of a {@link TestUpload} for one XMPP server, with one sentence for each. Deletes the files that it has
 * uploaded.
 */
final class TestRun {

    private final TestSite site;
    private final Takedowns takedowns;
    private final Clock clock;
    private final TestClient client;
    private final List<String> sentences = new ArrayList<>();
    private final List<TestSlot> used = new ArrayList<>();
    private boolean passed = true;

    /**
     * Sends nothing yet.
     *
     * @param takedowns deletes the uploaded files
     * @param timeout for each answer, from the first byte of the request to the last of the body
     */
    TestRun(TestSite site, Takedowns takedowns, Clock clock, Duration timeout) {
        this.site = site;
        this.takedowns = takedowns;
        this.clock = clock;
        this.client = new TestClient(site, timeout);
    }

    /** Returns one sentence for each step. */
    List<String> sentences() {
        return List.copyOf(sentences);
    }

    /** Runs all steps and deletes the files; returns whether every answer was as expected. */
    boolean all(long size) {
        try {
            steps(size);
        } catch (IOException e) {
            fail(ProxyDiagnosis.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("The test was interrupted.");
        } finally {
            used.forEach(this::delete);
        }
        return passed;
    }

    private void steps(long size) throws IOException, InterruptedException {
        byte[] content = TestContent.bytes(TestContent.SMALL);
        Optional<TestSlot> signed = slot(content.length);
        if (signed.isEmpty()) {
            fail("No secret is valid now, so no upload can be signed: see the self-check.");
            return;
        }
        TestSlot slot = signed.get();
        TimedResponse upload = put(slot, BodyPublishers.ofByteArray(content));
        if (!expect("Upload of " + content.length + " bytes by " + slot.contract(), 201, upload)) {
            return;
        }
        downloads(slot, content);
        expect("Second upload to the same URL", 409, put(slot, BodyPublishers.ofByteArray(content)));
        TestSlot forged = slot(content.length).orElseThrow().forged();
        TimedResponse refused = put(forged, BodyPublishers.ofByteArray(new byte[] {1}));
        expect("Upload with a wrong token", 403, refused);
        expectCors(refused);
        if (size > site.maxSize()) {
            say("A larger upload was not tried: stowage.max-size is " + site.maxSize() + ".");
        } else {
            expect("Upload of " + size + " bytes", 201, put(slot(size).orElseThrow(), TestContent.body(size)));
        }
        delete(slot);
        expect("Download after the deletion", 410, client.get(slot));
    }

    private void downloads(TestSlot slot, byte[] content) throws IOException, InterruptedException {
        TimedResponse head = client.head(slot);
        if (expect("HEAD", 200, head)) {
            expectLength(head, content.length);
            expectCors(head);
        }
        TimedResponse whole = client.get(slot);
        if (expect("Download", 200, whole)) {
            expectContent(whole, content);
        }
        TimedResponse range = client.getRange(slot, "bytes=1000-1999");
        if (expect("Download of a range", 206, range)
                && !Arrays.equals(range.response().body(), Arrays.copyOfRange(content, 1000, 2000))) {
            fail("The range has other bytes than were asked for: a proxy changes or caches them.");
        }
    }

    private void expectLength(TimedResponse head, int expected) {
        String length = head.field("Content-Length", "none");
        if (!length.equals(Integer.toString(expected))) {
            fail("HEAD has Content-Length " + length
                    + ": a proxy changes or compresses; clients need the size of the file (nginx: gzip off).");
        }
    }

    private void expectContent(TimedResponse answer, byte[] content) {
        String encoding = answer.field("Content-Encoding", "identity");
        if (!encoding.equals("identity")) {
            fail("A proxy compresses downloads (Content-Encoding: " + Finding.visible(encoding)
                    + "): clients that show progress or resume fail (nginx: gzip off).");
        } else if (!Arrays.equals(answer.response().body(), content)) {
            fail("The download has other bytes than the upload: a proxy changes them.");
        }
    }

    private void expectCors(TimedResponse answer) {
        if (answer.response()
                .headers()
                .firstValue("Access-Control-Allow-Origin")
                .isEmpty()) {
            fail("The answer has no Access-Control-Allow-Origin: a proxy drops it, and web clients fail.");
        }
    }

    private boolean expect(String step, int status, TimedResponse answer) {
        String words = step + ": " + answer.status() + " after " + answer.millis() + " ms";
        if (answer.status() == status) {
            say(words + ", as it should be.");
            return true;
        }
        fail(words + ", and should be " + status + ". " + ProxyDiagnosis.of(answer.response()));
        return false;
    }

    private TimedResponse put(TestSlot slot, BodyPublisher body) throws IOException, InterruptedException {
        used.add(slot);
        return client.put(slot, body);
    }

    private void delete(TestSlot slot) {
        try {
            takedowns.delete(slot.key());
        } catch (IOException e) {
            fail("The test file " + slot.key() + " cannot be deleted: " + e);
        }
    }

    private Optional<TestSlot> slot(long size) {
        return TestSlot.of(site.signer(), size, TestClient.TYPE, clock.instant());
    }

    private void say(String sentence) {
        sentences.add(site.base() + ": " + sentence);
    }

    private void fail(String sentence) {
        passed = false;
        sentences.add(site.base() + ": FAILED: " + sentence);
    }
}
