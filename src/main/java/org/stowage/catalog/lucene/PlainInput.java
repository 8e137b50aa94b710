package org.stowage.catalog.lucene;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.lucene.store.BufferedIndexInput;
import org.apache.lucene.store.IndexInput;

/**
 * A file, or a slice of it. All inputs of a file share one {@code RandomAccessFile}; each read locks it, because it
 * moves the position of the file.
 */
final class PlainInput extends BufferedIndexInput {

    private static final int BUFFER = 4096;

    private final RandomAccessFile file;
    private final long start;
    private final long length;
    private boolean owned;

    private PlainInput(String name, RandomAccessFile file, long start, long length, boolean owned) {
        super(name, BUFFER);
        this.file = file;
        this.start = start;
        this.length = length;
        this.owned = owned;
    }

    static PlainInput open(Path path) throws IOException {
        RandomAccessFile file = openToRead(path);
        try {
            return new PlainInput(path.toString(), file, 0, file.length(), true);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Opens the file. {@code FileNotFoundException} may also mean that too many files are open, so the name is checked.
     */
    private static RandomAccessFile openToRead(Path path) throws IOException {
        try {
            return new RandomAccessFile(path.toFile(), "r");
        } catch (FileNotFoundException e) {
            if (Files.notExists(path)) {
                throw new NoSuchFileException(path.toString());
            }
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public PlainInput clone() {
        PlainInput clone = (PlainInput) super.clone();
        clone.owned = false;
        return clone;
    }

    @Override
    public IndexInput slice(String name, long offset, long sliceLength) {
        if (offset < 0 || sliceLength < 0 || offset > length - sliceLength) {
            throw new IllegalArgumentException("the slice " + name + " is not within " + this);
        }
        return new PlainInput(getFullSliceDescription(name), file, start + offset, sliceLength, false);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    protected void readInternal(ByteBuffer to) throws IOException {
        long position = getFilePointer();
        if (to.remaining() > length - position) {
            throw new EOFException("the read goes past the end of " + this);
        }
        int bytes = to.remaining();
        synchronized (file) {
            file.seek(start + position);
            file.readFully(to.array(), to.arrayOffset() + to.position(), bytes);
        }
        to.position(to.position() + bytes);
    }

    @Override
    protected void seekInternal(long position) throws IOException {
        if (position > length) {
            throw new EOFException("the position is past the end of " + this);
        }
    }

    @Override
    public void close() throws IOException {
        if (owned) {
            file.close();
        }
    }
}
