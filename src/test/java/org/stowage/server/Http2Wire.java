package org.stowage.server;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * HTTP/2 frame by frame (RFC 9113), for what no client library sends.
 *
 * @param socket that speaks it already, with TLS or without
 */
record Http2Wire(Socket socket) {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    private static final int PATIENCE_MILLIS = 30_000;

    /** Encrypts a connection to this machine and agrees on a protocol, {@code h2} or {@code http/1.1}. */
    static Socket encrypted(Socket wire, String protocol) throws IOException {
        SSLSocket encrypted = (SSLSocket)
                Tls.trustingAnybody().getSocketFactory().createSocket(wire, "localhost", wire.getPort(), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {protocol});
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }

    /**
     * Asks a port of this machine that speaks TLS, and returns the body of the answer; what is there of it if the server breaks off.
     *
     * @param authority nothing to say none
     */
    static String get(int port, String target, Optional<String> authority) throws IOException {
        try (Socket socket = encrypted(new Socket(InetAddress.getLoopbackAddress(), port), "h2")) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            Http2Wire wire = new Http2Wire(socket);
            wire.begin();
            wire.frame(HEADERS, END_HEADERS | END_STREAM, 1, head("GET", "https", authority, target));
            return wire.body();
        }
    }

    void begin() throws IOException {
        write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        frame(SETTINGS, 0, 0);
    }

    /** RFC 7541 §6.2.2: literals, with names by their index in the static table, as Tomcat wants it. */
    static byte[] head(String method, String scheme, Optional<String> authority, String target) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write(2);
        string(head, method);
        head.write(6);
        string(head, scheme);
        authority.ifPresent(name -> {
            head.write(1);
            string(head, name);
        });
        head.write(4);
        string(head, target);
        return head.toByteArray();
    }

    /** RFC 7541 §5.1 and §5.2, for less than 255 bytes. */
    static void string(ByteArrayOutputStream head, String text) {
        int length = text.length();
        head.write(Math.min(length, 127));
        if (length >= 127) {
            head.write(length - 127);
        }
        head.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    void frame(int type, int flags, int stream, byte... payload) throws IOException {
        write(ByteBuffer.allocate(9 + payload.length)
                .put((byte) 0)
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array());
    }

    private String body() throws IOException {
        StringBuilder body = new StringBuilder();
        try {
            while (read(new DataInputStream(socket.getInputStream()), body)) {
                // Until the stream is over.
            }
        } catch (EOFException | SocketException brokenOff) {
            return body.toString();
        }
        return body.toString();
    }

    /** Reads a frame; false if it is the last of stream 1. */
    private static boolean read(DataInputStream in, StringBuilder body) throws IOException {
        int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        boolean end = (in.readUnsignedByte() & END_STREAM) != 0 && (type == DATA || type == HEADERS);
        in.readInt();
        String payload = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        body.append(type == DATA ? payload : "");
        return !(end || type == RST_STREAM || type == GOAWAY);
    }

    private void write(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }
}
