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

    /** Gives up what of the file is behind what was written. */
    void truncate() throws IOException {
        try {
            channel.truncate(channel.position());
        } catch (IOException e) {
            throw disk.explain(e, 1);
        }
    }

    /**
     * Makes what was written durable, if asked, closes the file and has it put where it belongs.
     *
     * @throws FileAlreadyExistsException if the destination says so
     */
    void complete(Destination destination) throws IOException {
        try {
            disk.sync(channel);
            channel.close();
            destination.put(path);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            throw disk.explain(e, 1);
        }
    }

    /** Where a complete file goes. */
    interface Destination {
        void put(Path complete) throws IOException;
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
