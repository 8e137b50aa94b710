package org.stowage.it;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** One connection to a server, on which requests are written byte for byte. Every wait ends after a minute. */
public final class RawHttp implements Closeable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;

    /** Connects to a port of this machine. */
    public RawHttp(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** Takes a connection that there is, encrypted or not. */
    public RawHttp(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /** An answer as it came. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Answer(int status, List<String> headers, byte[] body) {

        /** Returns the first value of a field. */
        public Optional<String> header(String name) {
            List<String> values = headers(name);
            return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
        }

        /** Returns all values of a field. */
        public List<String> headers(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .toList();
        }

        /** Returns the body as ISO 8859-1. */
        public String text() {
            return new String(body, StandardCharsets.ISO_8859_1);
        }
    }

    /** Sends a request without a body. */
    public Answer exchange(String method, String target, String... headers) throws IOException {
        send(method, target, headers);
        return answer(method);
    }

    /** Sends the head of a request. */
    public void send(String method, String target, String... headers) throws IOException {
        sendTo("127.0.0.1", method, target, headers);
    }

    /** Sends the head of a request to a host of another name. */
    public void sendTo(String host, String method, String target, String... headers) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n");
        Stream.of(headers).forEach(header -> head.append(header).append("\r\n"));
        send(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes of a body, or anything else. */
    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Reads the next answer; interim ones (1xx) are answers too. */
    public Answer answer(String method) throws IOException {
        List<String> lines = head();
        int status = Integer.parseInt(lines.get(0).split(" ", -1)[1]);
        Answer head = new Answer(status, lines.subList(1, lines.size()), new byte[0]);
        boolean bodiless = method.equals("HEAD") || status < 200 || status == 204 || status == 304;
        return bodiless ? head : new Answer(status, head.headers(), body(head));
    }

    /** Tells whether the server closes the connection without another byte. */
    public boolean isClosedByServer() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Tells whether the server has neither sent a byte nor closed the connection by now. */
    public boolean isOpen() throws IOException {
        socket.setSoTimeout(1);
        try {
            socket.getInputStream().read();
            return false;
        } catch (SocketTimeoutException silence) {
            return true;
        } catch (SocketException reset) {
            return false;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** Reads all that still comes, as ISO 8859-1. */
    public String rest() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Sends no more, but still reads. */
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private List<String> head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("the connection ended after " + head);
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.ISO_8859_1).strip().lines().toList();
    }

    private byte[] body(Answer head) throws IOException {
        InputStream in = socket.getInputStream();
        Optional<String> length = head.header("Content-Length");
        if (length.isEmpty()) {
            return in.readAllBytes();
        }
        byte[] body = in.readNBytes(Integer.parseInt(length.get()));
        if (body.length < Integer.parseInt(length.get())) {
            throw new EOFException("only " + body.length + " bytes of the body came");
        }
        return body;
    }
}
