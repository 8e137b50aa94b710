package org.stowage.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.stowage.storage.format.Trailer;

/**
 * The end of a file that is open.
 *
 * @param channel of the whole file
 * @param size of the whole file
 */
record ChannelTail(FileChannel channel, long size) implements Trailer.Tail {

    ChannelTail(FileChannel channel) throws IOException {
        this(channel, channel.size());
    }

    @Override
    public ByteBuffer last(int bytes) throws IOException {
        ByteBuffer tail = ByteBuffer.allocate((int) Math.min(size, bytes));
        long start = size - tail.capacity();
        while (tail.hasRemaining() && channel.read(tail, start + tail.position()) >= 0) {
            // read(2) may return less than asked for
        }
        return tail.flip();
    }
}
