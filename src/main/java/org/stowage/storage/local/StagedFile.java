package org.stowage.storage.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.stowage.storage.FileKey;

/**
 * A file that nobody else sees yet. Its name is gone when it is closed; what was linked elsewhere stays.
 *
 * @param disk the file system it is on
 * @param path its name
 * @param channel open for writing
 */
record StagedFile(Disk disk, Path path, FileChannel channel) implements Closeable {

    /** Appends all remaining bytes. */
    void write(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw disk.explain(e, bytes.remaining());
        }
    }

    /** Makes what was written durable, if asked. */
    void sync() throws IOException {
        try {
            disk.sync(channel);
        } catch (IOException e) {
            throw disk.explain(e, 1);
        }
    }

    /** Opens a file again that was closed without giving up its name. */
    StagedFile reopen() throws IOException {
        return new StagedFile(disk, path, FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
    }

    /** Makes what was written durable, if asked, and gives the file its final name. */
    void publish(ShardFolders shards, FileKey key) throws IOException {
        try {
            disk.sync(channel);
            channel.close();
            shards.publish(path, key);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            throw disk.explain(e, 1);
        }
    }

    /** Makes what was written durable, if asked, and nothing else of the file, and puts it in place of what has its final name. */
    void replace(ShardFolders shards, FileKey key) throws IOException {
        try {
            channel.truncate(channel.position());
            disk.sync(channel);
            channel.close();
            shards.replace(path, key);
        } catch (IOException e) {
            throw disk.explain(e, 1);
        }
    }

    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Nobody reads it; it is swept when the deployment ends or the next one starts.
        }
    }
}
