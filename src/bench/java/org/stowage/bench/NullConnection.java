package org.stowage.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A connection of the {@link NullServer}: knows just the requests that the generator sends. */
final class NullConnection {

    private static final int SMALL = 1 << 16;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final FileChannel file;
    private final Block block = new Block();
    private final ByteBuffer[] pieces = {NOTHING, NOTHING};
    private Sample sample = new Sample("/0.bin", 0);
    private byte[] early = {};
    private long toReceive = -1;
    private long position;
    private long toSend;
    private boolean closes;

    NullConnection(SocketChannel channel, FileChannel file) {
        this.channel = channel;
        this.file = file;
    }

    /** Reads or writes what it can; returns the operation to wait for. */
    int go(ByteBuffer buffer) throws IOException {
        if (toReceive != 0 && !receive(buffer)) {
            return SelectionKey.OP_READ;
        }
        if (!send()) {
            return SelectionKey.OP_WRITE;
        }
        if (closes) {
            close();
        }
        toReceive = -1;
        return SelectionKey.OP_READ;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    private boolean receive(ByteBuffer buffer) throws IOException {
        buffer.clear().put(early);
        if (channel.read(buffer) < 0) {
            throw new EOFException();
        }
        buffer.flip();
        if (toReceive < 0 && !receiveHead(buffer)) {
            return false;
        }
        toReceive -= buffer.remaining();
        return toReceive == 0;
    }

    private boolean receiveHead(ByteBuffer buffer) {
        String text = StandardCharsets.ISO_8859_1.decode(buffer.duplicate()).toString();
        int end = text.indexOf("\r\n\r\n");
        early = new byte[end < 0 ? buffer.remaining() : 0];
        if (end < 0) {
            buffer.get(early);
            return false;
        }
        buffer.position(end + 4);
        plan(text.substring(0, end + 2));
        return true;
    }

    private void plan(String head) {
        int name = head.indexOf("/upload/") + "/upload/".length();
        sample = Sample.named(head.substring(name, firstOf(head, name)));
        closes = head.contains("Connection: close");
        toReceive = head.startsWith("PUT") ? number(head, "Content-Length: ") : 0;
        boolean ranged = head.contains("Range: bytes=");
        position = ranged ? number(head, "Range: bytes=") : 0;
        long last = ranged ? number(head, "Range: bytes=" + position + "-") : sample.size() - 1;
        long length = head.startsWith("PUT") ? 0 : last - position + 1;
        toSend = head.startsWith("GET") ? length : 0;
        String status = head.startsWith("PUT") ? "201 Created" : ranged ? "206 Partial Content" : "200 OK";
        String range = ranged ? "Content-Range: bytes " + position + "-" + last + "/" + sample.size() + "\r\n" : "";
        String answer = "HTTP/1.1 " + status + "\r\n" + range + "Content-Length: " + length + "\r\n\r\n";
        pieces[0] = ByteBuffer.wrap(answer.getBytes(StandardCharsets.ISO_8859_1));
        pieces[1] = NOTHING;
    }

    private boolean send() throws IOException {
        if (pieces[0].hasRemaining()) {
            pieces[1] = block.slice(sample, position, toSend <= SMALL ? toSend : 0);
            int before = pieces[0].remaining();
            sent(channel.write(pieces) - (before - pieces[0].remaining()));
        }
        while (toSend > 0) {
            int from = (int) ((sample.start() + position) % Block.LENGTH);
            long sent = file.transferTo(from, Math.min(toSend, Block.LENGTH), channel);
            sent(sent);
            if (sent == 0) {
                return false;
            }
        }
        return !pieces[0].hasRemaining();
    }

    private void sent(long bytes) {
        position += bytes;
        toSend -= bytes;
    }

    private static int firstOf(String head, int from) {
        int space = head.indexOf(' ', from);
        int query = head.indexOf('?', from);
        return query >= 0 && query < space ? query : space;
    }

    private static long number(String head, String name) {
        int start = head.indexOf(name) + name.length();
        int end = start;
        while (Character.isDigit(head.charAt(end))) {
            end++;
        }
        return Long.parseLong(head.substring(start, end));
    }
}
