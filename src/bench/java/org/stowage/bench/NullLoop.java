package org.stowage.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One thread of the {@link NullServer} with its share of the connections. */
final class NullLoop implements Runnable {

    private static final int BUFFER_BYTES = 1 << 18;

    private final FileChannel block;
    private final Selector selector;
    private final Queue<SocketChannel> arrivals = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    NullLoop(FileChannel block) throws IOException {
        this.block = block;
        this.selector = Selector.open();
    }

    /** Takes a new connection over. */
    void take(SocketChannel client) {
        arrivals.add(client);
        selector.wakeup();
    }

    @Override
    public void run() {
        try {
            while (true) {
                selector.select(this::ready);
                for (SocketChannel client = arrivals.poll(); client != null; client = arrivals.poll()) {
                    client.configureBlocking(false);
                    client.register(selector, SelectionKey.OP_READ, new NullConnection(client, block));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        NullConnection connection = (NullConnection) key.attachment();
        try {
            int next = connection.go(buffer);
            if (key.isValid() && next != key.interestOps()) {
                key.interestOps(next);
            }
        } catch (IOException | IllegalArgumentException e) {
            connection.close();
        }
    }
}
