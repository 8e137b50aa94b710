package org.stowage.storage.staging;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.stowage.storage.Content;

/**
 * The bytes at the beginning of a file.
 *
 * @param channel of the whole file
 * @param size where the content ends
 */
public record FileContent(FileChannel channel, long size) implements Content {

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        int room = (int) Math.max(0, Math.min(target.remaining(), size - position));
        int limit = target.limit();
        int read;
        try {
            read = channel.read(target.limit(target.position() + room), position);
        } finally {
            target.limit(limit);
        }
        if (read <= 0) {
            throw new EOFException("the content ends at " + position + ", before its size of " + size);
        }
        return read;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The file was only read, so nothing is lost.
        }
    }
}
