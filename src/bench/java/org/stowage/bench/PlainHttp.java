package org.stowage.bench;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection for requests as they are typed, right or wrong, and the next answer as it comes. */
final class PlainHttp implements Closeable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket = new Socket();

    PlainHttp(InetSocketAddress server) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(server);
    }

    /** Sends a request line and fields; Host and the empty line are added. */
    PlainHttp head(String line, String... fields) throws IOException {
        String more = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
        return body((line + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + more + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    PlainHttp body(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Reads the next answer; that to a HEAD has no body. */
    Answer answer(boolean hasBody) throws IOException {
        InputStream input = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = input.read();
            if (next < 0) {
                throw new EOFException("no answer, only: " + head);
            }
            head.append((char) next);
        }
        Answer answer = new Answer(head.toString(), ByteBuffer.allocate(0));
        String length = answer.field("content-length");
        return hasBody && !length.isEmpty()
                ? new Answer(head.toString(), ByteBuffer.wrap(input.readNBytes(Integer.parseInt(length))))
                : answer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Status line and fields, and the body. */
    record Answer(String head, ByteBuffer body) {

        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }

        /** The value of a field, by its name in lower case; empty if there is none. */
        String field(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }
}
