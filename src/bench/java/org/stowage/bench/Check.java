package org.stowage.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Verifies in a few seconds that a server does what the benchmark takes for granted. */
final class Check {

    private static final int SIZE = 100_000;

    private final Server server;
    private final Signer signer = new Signer();
    private final String run = Runs.next();
    private final Sample stored = Sample.of(run, 0, SIZE);
    private final byte[] content = content(stored);
    private boolean right = true;

    Check(Server server) {
        this.server = server;
    }

    /** Tells whether all is right, and prints what is not. */
    boolean run() throws IOException {
        uploads();
        refusals();
        brokenOff();
        expectation();
        downloads();
        for (String range : List.of("0-0", "99999-99999", "5-70000", "50000-", "-10")) {
            range(range);
        }
        is(
                "range behind the end",
                416,
                get("GET", stored, "Range: bytes=100000-").status());
        System.out.println(server.name() + (right ? ": all right" : ": NOT right"));
        return right;
    }

    private void uploads() throws IOException {
        is("upload", 201, put(stored, signer.query(stored), content).status());
        is("upload again", 409, put(stored, signer.query(stored), content).status());
        for (int size : new int[] {0, 1, 100 << 20}) {
            Sample sample = Sample.of(run, size + 1L, size);
            byte[] bytes = content(sample);
            is(
                    "upload of " + size,
                    201,
                    put(sample, signer.query(sample), bytes).status());
            is("download of " + size, ByteBuffer.wrap(bytes), get("GET", sample).body());
        }
    }

    private void refusals() throws IOException {
        Sample fresh = Sample.of(run, 11, 3);
        Sample other = Sample.of(run, 11, 4);
        byte[] bytes = content(fresh);
        is("no token", 403, put(fresh, "", bytes).status());
        is("wrong token", 403, put(fresh, "?v=" + "0".repeat(64), bytes).status());
        is("token for another size", 403, put(fresh, signer.query(other), bytes).status());
        is("not there", 404, get("GET", fresh).status());
        is("HEAD, not there", 404, get("HEAD", fresh).status());
        try (PlainHttp http = new PlainHttp(server.site().address())) {
            http.head("PUT " + path(fresh) + signer.query(fresh), "Transfer-Encoding: chunked");
            is("no length", 411, http.answer(true).status());
        }
    }

    private void brokenOff() throws IOException {
        Sample sample = Sample.of(run, 12, SIZE);
        byte[] bytes = content(sample);
        try (PlainHttp http = new PlainHttp(server.site().address())) {
            http.head("PUT " + path(sample) + signer.query(sample), "Content-Length: " + SIZE);
            http.body(Arrays.copyOf(bytes, SIZE / 2));
        }
        is("broken off", 404, get("GET", sample).status());
        is("upload after that", 201, put(sample, signer.query(sample), bytes).status());
        is("download after that", ByteBuffer.wrap(bytes), get("GET", sample).body());
    }

    private void expectation() throws IOException {
        Sample sample = Sample.of(run, 13, SIZE);
        try (PlainHttp http = new PlainHttp(server.site().address())) {
            http.head("PUT " + path(sample) + signer.query(sample), "Content-Length: " + SIZE, "Expect: 100-continue");
            is("expectation", 100, http.answer(false).status());
            is("upload after it", 201, http.body(content(sample)).answer(true).status());
        }
        try (PlainHttp http = new PlainHttp(server.site().address())) {
            http.head("PUT " + path(stored) + signer.query(stored), "Content-Length: " + SIZE, "Expect: 100-continue");
            PlainHttp.Answer answer = http.answer(true);
            // Tomcat says 100 on its own, before the application sees the request.
            is("refused expectation", 409, (answer.status() == 100 ? http.answer(true) : answer).status());
        }
    }

    private void downloads() throws IOException {
        PlainHttp.Answer whole = get("GET", stored);
        is("download", 200, whole.status());
        is("bytes", ByteBuffer.wrap(content), whole.body());
        PlainHttp.Answer head = get("HEAD", stored);
        is("HEAD", 200, head.status());
        is("length", Integer.toString(SIZE), head.field("content-length"));
        is(
                "unchanged",
                304,
                get("GET", stored, "If-None-Match: " + head.field("etag")).status());
    }

    private void range(String range) throws IOException {
        int dash = range.indexOf('-');
        String last = range.substring(dash + 1);
        int from = dash == 0 ? SIZE - Integer.parseInt(last) : Integer.parseInt(range.substring(0, dash));
        int to = dash == 0 || last.isEmpty() ? SIZE : Integer.parseInt(last) + 1;
        PlainHttp.Answer answer = get("GET", stored, "Range: bytes=" + range);
        is("range " + range, 206, answer.status());
        is("of range " + range, "bytes " + from + "-" + (to - 1) + "/" + SIZE, answer.field("content-range"));
        is("bytes of range " + range, ByteBuffer.wrap(content, from, to - from), answer.body());
    }

    private PlainHttp.Answer put(Sample sample, String query, byte[] bytes) throws IOException {
        try (PlainHttp http = new PlainHttp(server.site().address())) {
            return http.head("PUT " + path(sample) + query, "Content-Length: " + bytes.length)
                    .body(bytes)
                    .answer(true);
        }
    }

    private PlainHttp.Answer get(String method, Sample sample, String... fields) throws IOException {
        try (PlainHttp http = new PlainHttp(server.site().address())) {
            return http.head(method + " " + path(sample), fields).answer(method.equals("GET"));
        }
    }

    private void is(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            right = false;
            System.out.println(server.name() + ": " + what + ": " + actual + " instead of " + expected);
        }
    }

    private static String path(Sample sample) {
        return "/upload/" + sample.path();
    }

    private static byte[] content(Sample sample) {
        byte[] bytes = new byte[(int) sample.size()];
        Block block = new Block();
        for (int done = 0; done < bytes.length; ) {
            ByteBuffer slice = block.slice(sample, done, bytes.length - done);
            int length = slice.remaining();
            slice.get(bytes, done, length);
            done += length;
        }
        return bytes;
    }
}
