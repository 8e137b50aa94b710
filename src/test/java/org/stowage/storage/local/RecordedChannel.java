package org.stowage.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An open file or directory whose changes and syncs are written down. */
final class RecordedChannel extends FileChannel {

    private final FileChannel real;
    private final DiskJournal changes;
    private final int number;
    private final Path path;

    /**
     * Records from now on.
     *
     * @param number of the file; a directory has its path alone
     */
    RecordedChannel(FileChannel real, DiskJournal changes, int number, Path path) {
        this.real = real;
        this.changes = changes;
        this.number = number;
        this.path = path;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        ByteBuffer written = source.duplicate();
        long position = real.position();
        int length = real.write(source);
        changes.wrote(number, position, written.limit(written.position() + length));
        return length;
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        real.truncate(size);
        changes.truncated(number, size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        int sync = number == DiskJournal.DIRECTORY ? changes.syncsDirectory(path) : changes.syncs(number);
        real.force(metaData);
        if (number == DiskJournal.DIRECTORY) {
            changes.syncedDirectory(sync, path);
        } else {
            changes.synced(sync, number);
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return real.read(target);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return real.read(target, position);
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        real.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return real.lock(position, size, shared);
    }

    @Override
    public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return real.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }

    @Override
    public int write(ByteBuffer source, long position) {
        throw new UnsupportedOperationException("not recorded");
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        long written = 0;
        for (int i = offset; i < offset + length; i++) {
            written += write(sources[i]);
        }
        return written;
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return real.read(targets, offset, length);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return real.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException("not recorded");
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException("not recorded");
    }
}
