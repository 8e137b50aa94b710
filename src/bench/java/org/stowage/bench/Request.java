package org.stowage.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One request, and by that the one right answer to it.
 *
 * @param first the first byte of the content that is sent or asked for
 * @param length how many bytes travel as content
 */
record Request(Method method, Sample sample, long first, long length) {

    /** What is asked. */
    enum Method {
        PUT,
        GET,
        HEAD,
        RANGE
    }

    static Request put(Sample sample) {
        return new Request(Method.PUT, sample, 0, sample.size());
    }

    static Request get(Sample sample) {
        return new Request(Method.GET, sample, 0, sample.size());
    }

    static Request head(Sample sample) {
        return new Request(Method.HEAD, sample, 0, 0);
    }

    static Request range(Sample sample, long first, long length) {
        return new Request(Method.RANGE, sample, first, length);
    }

    /** Returns what goes before the content. */
    ByteBuffer head(Signer signer, boolean keepAlive) {
        String text = line(signer) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields()
                + (keepAlive ? "\r\n" : "Connection: close\r\n\r\n");
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Returns how many bytes of content the client sends. */
    long upload() {
        return method == Method.PUT ? length : 0;
    }

    /** Returns how many bytes of the file the answer holds. */
    long download() {
        return method == Method.PUT ? 0 : length;
    }

    /** Tells what is wrong with the head of an answer; nothing if it is right. An object store answers a PUT with 200. */
    String fault(AnswerHead answer) {
        boolean stored = method == Method.PUT && answer.status() == 200;
        if (answer.status() != status() && !stored) {
            return answer.status() + " instead of " + status();
        }
        long expected = method == Method.HEAD ? sample.size() : length;
        if (method != Method.PUT && answer.length() != expected) {
            return "Content-Length " + answer.length() + " instead of " + expected;
        }
        String range = "bytes " + first + "-" + (first + length - 1) + "/" + sample.size();
        return method == Method.RANGE && !answer.range().equals(range) ? "Content-Range is not " + range : "";
    }

    private int status() {
        return switch (method) {
            case PUT -> 201;
            case GET, HEAD -> 200;
            case RANGE -> 206;
        };
    }

    private String line(Signer signer) {
        return switch (method) {
            case PUT -> "PUT /upload/" + sample.path() + signer.query(sample);
            case HEAD -> "HEAD /upload/" + sample.path();
            case GET, RANGE -> "GET /upload/" + sample.path();
        };
    }

    private String fields() {
        return switch (method) {
            case PUT -> "Content-Type: application/octet-stream\r\nContent-Length: " + length + "\r\n";
            case GET, HEAD -> "";
            case RANGE -> "Range: bytes=" + first + "-" + (first + length - 1) + "\r\n";
        };
    }
}
