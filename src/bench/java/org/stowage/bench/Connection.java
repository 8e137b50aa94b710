package org.stowage.bench;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the generator, blocking or not, with one request at a time. It checks every byte it gets.
 *
 * <p>Used by one thread; a {@link WrongAnswerException} or another {@link IOException} makes it unusable.
 */
final class Connection implements Closeable {

    private final SocketChannel channel;
    private final Block block = new Block();
    private final ByteBuffer[] pieces = new ByteBuffer[2];
    private @Nullable Request request;
    private @Nullable AnswerHead answer;
    private byte[] early = {};
    private long sent;
    private long expected;
    private long received;
    private long begun;

    private Connection(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Connects, and returns a blocking connection.
     *
     * @param client the address to come from: ports of one address run out at some 28,000 connections
     * @param receiveBuffer what the kernel may take ahead of us, in bytes; 0 for its own choice
     */
    static Connection open(InetSocketAddress server, InetSocketAddress client, int receiveBuffer) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            if (receiveBuffer > 0) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
            }
            channel.bind(client).connect(server);
            return new Connection(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    SocketChannel channel() {
        return channel;
    }

    /** Takes the next request; nothing is sent yet. */
    void begin(Request next, Signer signer, boolean keepAlive) {
        request = next;
        answer = null;
        sent = 0;
        received = 0;
        begun = System.nanoTime();
        pieces[0] = next.head(signer, keepAlive);
    }

    /** Sends what the socket takes, at most {@code max} bytes of content; returns whether all is sent. */
    boolean send(long max) throws IOException {
        Request current = request();
        long rest = current.upload() - sent;
        ByteBuffer head = pieces[0];
        pieces[1] = block.slice(current.sample(), sent, Math.min(max, rest));
        if (head.hasRemaining()) {
            int before = head.remaining();
            long written = channel.write(pieces);
            sent += written - (before - head.remaining());
        } else if (rest > 0) {
            sent += channel.write(pieces[1]);
        }
        return !head.hasRemaining() && sent == current.upload();
    }

    /**
     * Reads once what there is, at most the buffer's capacity; returns whether the answer is complete.
     *
     * @throws WrongAnswerException if it is not the right one
     */
    boolean receive(ByteBuffer buffer) throws IOException {
        buffer.clear().put(early);
        if (channel.read(buffer) < 0) {
            throw new EOFException("the server hung up after " + received + " bytes");
        }
        buffer.flip();
        if (answer == null && !receiveHead(buffer)) {
            return false;
        }
        receiveBody(buffer);
        return received == expected;
    }

    /** The request that was begun last. */
    Request request() {
        return Objects.requireNonNull(request);
    }

    /** Tells whether the server ends the connection after the answer. */
    boolean closing() {
        return answer != null && answer.closes();
    }

    /** Nanoseconds since the request was begun. */
    long age() {
        return System.nanoTime() - begun;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nobody needs it any more.
        }
    }

    private boolean receiveHead(ByteBuffer buffer) throws WrongAnswerException {
        AnswerHead head = AnswerHead.take(buffer);
        early = new byte[head == null ? buffer.remaining() : 0];
        if (head == null) {
            buffer.get(early);
            return false;
        }
        String fault = request().fault(head);
        if (!fault.isEmpty()) {
            throw new WrongAnswerException(request(), fault);
        }
        answer = head;
        expected = request().upload() > 0 || request().method() == Request.Method.PUT
                ? head.length()
                : request().download();
        return true;
    }

    private void receiveBody(ByteBuffer buffer) throws WrongAnswerException {
        int length = buffer.remaining();
        if (received + length > expected) {
            throw new WrongAnswerException(request(), "more than the " + expected + " bytes of the body");
        }
        if (request().download() > 0
                && !block.matches(request().sample(), request().first() + received, buffer)) {
            throw new WrongAnswerException(request(), "wrong bytes after " + received);
        }
        received += length;
    }
}
