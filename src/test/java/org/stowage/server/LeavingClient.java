package org.stowage.server;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.stowage.it.Signed;

/** A client that begins transfers and goes away in the middle of them. By HTTP/2 it writes its frames itself (RFC 9113). */
final class LeavingClient implements Closeable {

    private static final int SIZE = 1000;

    private final Protocol protocol;
    private final Socket wire;
    private final Socket socket;
    private final Http2Wire frames;
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
        this.socket = protocol.tls ? Http2Wire.encrypted(wire, protocol.streams ? "h2" : "http/1.1") : wire;
        this.frames = new Http2Wire(socket);
        if (protocol.streams) {
            frames.begin();
        }
    }

    /** Begins an upload of 1000 bytes with ten of them, and returns its path. */
    String upload() throws IOException {
        String path = Signed.freshPath("gone.bin");
        String target = "/upload/" + Signed.v1(path, SIZE);
        paths.add(path);
        if (protocol.streams) {
            frames.frame(Http2Wire.HEADERS, Http2Wire.END_HEADERS, stream(paths.size()), headOfUpload(target));
            frames.frame(Http2Wire.DATA, 0, stream(paths.size()), new byte[10]);
        } else {
            socket.getOutputStream()
                    .write(("PUT " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + SIZE
                                    + "\r\n\r\n0123456789")
                            .getBytes(StandardCharsets.US_ASCII));
        }
        return path;
    }

    /** Begins a download by HTTP/2, of which it takes no more than the first 64 KiB. */
    void download(String target) throws IOException {
        paths.add(target);
        frames.frame(
                Http2Wire.HEADERS,
                Http2Wire.END_STREAM | Http2Wire.END_HEADERS,
                stream(paths.size()),
                head("GET", target).toByteArray());
    }

    /** Goes away. */
    void leave(Way way) throws IOException {
        switch (way) {
            case FIN -> closeWithoutReset();
            case RESET -> reset();
            case GOAWAY -> frames.frame(Http2Wire.GOAWAY, 0, 0, new byte[8]);
            case RST_STREAM -> onEachStream(Http2Wire.RST_STREAM, 0, new byte[] {0, 0, 0, 8});
            case END_STREAM -> onEachStream(Http2Wire.DATA, Http2Wire.END_STREAM, new byte[1]);
            case STALL, STALL_AND_PING -> {}
        }
    }

    /** Shows that the connection lives, if it does. */
    void ping() {
        sendIfOpen(Http2Wire.PING, 0, 0, new byte[8]);
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

    /** The server may close the connection because of the first: all streams end with it. */
    private void onEachStream(int type, int flags, byte[] payload) {
        for (int i = 1; i <= paths.size(); i++) {
            sendIfOpen(type, flags, stream(i), payload);
        }
    }

    private void sendIfOpen(int type, int flags, int stream, byte[] payload) {
        try {
            frames.frame(type, flags, stream, payload);
        } catch (IOException e) {
            // The server has closed the connection, which is its right.
        }
    }

    private static int stream(int number) {
        return number * 2 - 1;
    }

    private ByteArrayOutputStream head(String method, String target) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes(Http2Wire.head(method, protocol.tls ? "https" : "http", Optional.of("localhost"), target));
        return head;
    }

    private byte[] headOfUpload(String target) {
        ByteArrayOutputStream head = head("PUT", target);
        head.write(0);
        Http2Wire.string(head, "content-length");
        Http2Wire.string(head, Integer.toString(SIZE));
        return head.toByteArray();
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
