package org.stowage.storage.staging;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.Checksums;
import org.stowage.storage.RunningChecksums;

/**
 * A file that is not published yet, open for writing. Closing it removes its name; links to it elsewhere stay. Used by
 * one thread at a time.
 */
public final class StagedFile implements Closeable {

    private final Disk disk;
    private final Path path;
    private final FileChannel channel;
    private @Nullable ByteBuffer heldBack;
    private boolean closed;

    StagedFile(Disk disk, Path path, FileChannel channel) {
        this.disk = disk;
        this.path = path;
        this.channel = channel;
    }

    /** Returns the path of the file; what was written so far can be read there, except what is held back. */
    public Path path() {
        return path;
    }

    /**
     * Appends all remaining bytes.
     *
     * @throws org.stowage.storage.OutOfSpaceException if the disk is full
     */
    public void write(ByteBuffer bytes) throws IOException {
        ByteBuffer before = heldBack;
        heldBack = null;
        try {
            if (before == null) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } else {
                writeBoth(before, bytes);
            }
        } catch (IOException e) {
            throw disk.explain(e, bytes.remaining());
        }
    }

    private void writeBoth(ByteBuffer first, ByteBuffer second) throws IOException {
        ByteBuffer[] both = {first, second};
        while (second.hasRemaining() || first.hasRemaining()) {
            channel.write(both);
        }
    }

    /** Appends a copy of all remaining bytes together with the next write, in one system call. */
    void writeLater(ByteBuffer bytes) {
        heldBack = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    }

    /**
     * Reads what was written, and computes its checksums.
     *
     * @param size how many bytes were written
     */
    Checksums checksums(long size) throws IOException {
        write(ByteBuffer.allocate(0));
        try (FileContent written = new FileContent(Disk.openForReading(path), size)) {
            return RunningChecksums.of(written, size);
        }
    }

    /** Sets the position of the next write. */
    void moveTo(long position) throws IOException {
        channel.position(position);
    }

    /** Closes the file without removing its name. */
    void keep() throws IOException {
        channel.close();
    }

    /** Opens the file again after {@link #keep}. */
    StagedFile reopen() throws IOException {
        return new StagedFile(disk, path, FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
    }

    /** Cuts the file off at the position of the next write. */
    public void truncate() throws IOException {
        try {
            channel.truncate(channel.position());
        } catch (IOException e) {
            throw disk.explain(e, 1);
        }
    }

    /**
     * Makes what was written durable, if asked, closes the file and passes its path to the destination.
     *
     * @throws FileAlreadyExistsException if the destination throws it
     * @throws org.stowage.storage.OutOfSpaceException if the disk is full
     */
    public void complete(Destination destination) throws IOException {
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

    /** Puts a complete file under its final name. */
    public interface Destination {
        void put(Path complete) throws IOException;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (channel) {
            remove();
        } catch (IOException e) {
            // The file is not used any more; it is swept when the deployment ends or the next one starts.
        }
    }

    /** One system call, where java.nio looks first whether the name is a folder's. */
    private void remove() throws IOException {
        if (!path.toFile().delete()) {
            Files.deleteIfExists(path);
        }
    }
}
