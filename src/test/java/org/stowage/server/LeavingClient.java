package org.stowage.server;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.stowage.it.Signed;

/** A client that begins transfers and goes away in the middle of them. By HTTP/2 it writes its frames itself (RFC 9113). */
final class LeavingClient implements Closeable {

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int SIZE = 1000;

    private final Protocol protocol;
    private final Socket wire;
    private final Socket socket;
    private final List<String> paths = new ArrayList<>();

    /** How it speaks. */
    enum Protocol {
        HTTP_1(false, false),
        HTTP_1_TLS(true, false),
        HTTP_2(false, true),
        HTTP_2_TLS(true, true);

        private final boolean tls;
        private final boolean streams;

        Protocol(boolean tls, boolean streams) {
            this.tls = tls;
            this.streams = streams;
        }

        /** Tells whether several uploads share a connection. */
        boolean hasStreams() {
            return streams;
        }
    }

    /** How it goes away. */
    enum Way {
        /** Its process has ended: the kernel closes the connection. */
        FIN(false),
        /** Its connection is broken. */
        RESET(false),
        /** It stays and sends nothing more. */
        STALL(false),
        /** It gives the upload up. */
        RST_STREAM(true),
        /** It gives the connection up, and leaves it open. */
        GOAWAY(true),
        /** It ends the body before its length. */
        END_STREAM(true),
        /** It stays, and keeps the connection busy. */
        STALL_AND_PING(true);

        private final boolean onStreams;

        Way(boolean onStreams) {
            this.onStreams = onStreams;
        }

        /** Tells whether it can be gone that way. */
        boolean existsIn(Protocol protocol) {
            return protocol.streams || !onStreams;
        }
    }

    /**
     * Connects to this machine.
     *
     * @param port with TLS or without
     */
    LeavingClient(Protocol protocol, ToIntFunction<Boolean> port) throws IOException {
        this.protocol = protocol;
        this.wire = new Socket(InetAddress.getLoopbackAddress(), port.applyAsInt(protocol.tls));
        this.socket = protocol.tls ? encrypted() : wire;
        if (protocol.streams) {
            write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            frame(SETTINGS, 0, 0);
        }
    }

    private Socket encrypted() throws IOException {
        SSLSocket encrypted = (SSLSocket)
                Tls.trustingAnybody().getSocketFactory().createSocket(wire, "localhost", wire.getPort(), false);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {protocol.streams ? "h2" : "http/1.1"});
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }

    /** Begins an upload of 1000 bytes with ten of them, and returns its path. */
    String upload() throws IOException {
        String path = Signed.freshPath("gone.bin");
        String target = "/upload/" + Signed.v1(path, SIZE);
        paths.add(path);
        if (protocol.streams) {
            frame(HEADERS, END_HEADERS, stream(paths.size()), headOfUpload(target));
            frame(DATA, 0, stream(paths.size()), new byte[10]);
        } else {
            write(("PUT " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + SIZE + "\r\n\r\n0123456789")
                    .getBytes(StandardCharsets.US_ASCII));
        }
        return path;
    }

    /** Begins a download by HTTP/2, of which it takes no more than the first 64 KiB. */
    void download(String target) throws IOException {
        paths.add(target);
        frame(
                HEADERS,
                END_STREAM | END_HEADERS,
                stream(paths.size()),
                head("GET", target).toByteArray());
    }

    /** Goes away. */
    void leave(Way way) throws IOException {
        switch (way) {
            case FIN -> closeWithoutReset();
            case RESET -> reset();
            case GOAWAY -> frame(GOAWAY, 0, 0, new byte[8]);
            case RST_STREAM -> onEachStream(RST_STREAM, 0, new byte[] {0, 0, 0, 8});
            case END_STREAM -> onEachStream(DATA, END_STREAM, new byte[1]);
            case STALL, STALL_AND_PING -> {}
        }
    }

    /** Shows that the connection lives, if it does. */
    void ping() {
        try {
            frame(PING, 0, 0, new byte[8]);
        } catch (IOException e) {
            // The server has closed the connection, which is its right.
        }
    }

    /** The kernel sends a reset in place of a FIN when there is something that was not read. */
    private void closeWithoutReset() throws IOException {
        wire.setSoTimeout(300);
        try {
            while (socket.getInputStream().read() >= 0) {
                // The server's settings and the like.
            }
        } catch (SocketTimeoutException e) {
            wire.close();
        }
    }

    private void reset() throws IOException {
        wire.setSoLinger(true, 0);
        wire.close();
    }

    private void onEachStream(int type, int flags, byte[] payload) throws IOException {
        for (int i = 1; i <= paths.size(); i++) {
            frame(type, flags, stream(i), payload);
        }
    }

    private static int stream(int number) {
        return number * 2 - 1;
    }

    /** RFC 7541 §6.2.2: literals, the names of the first four by their index in the static table, as Tomcat wants it. */
    private ByteArrayOutputStream head(String method, String target) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write(2);
        string(head, method);
        head.write(6);
        string(head, protocol.tls ? "https" : "http");
        head.write(1);
        string(head, "localhost");
        head.write(4);
        string(head, target);
        return head;
    }

    private byte[] headOfUpload(String target) throws IOException {
        ByteArrayOutputStream head = head("PUT", target);
        head.write(0);
        string(head, "content-length");
        string(head, Integer.toString(SIZE));
        return head.toByteArray();
    }

    /** RFC 7541 §5.1 and §5.2, for less than 255 bytes. */
    private static void string(ByteArrayOutputStream head, String text) throws IOException {
        int length = text.length();
        head.write(Math.min(length, 127));
        if (length >= 127) {
            head.write(length - 127);
        }
        head.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void frame(int type, int flags, int stream, byte... payload) throws IOException {
        write(ByteBuffer.allocate(9 + payload.length)
                .put((byte) 0)
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array());
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
