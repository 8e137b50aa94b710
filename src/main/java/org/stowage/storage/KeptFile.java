package org.stowage.storage;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A small file with its content, both in memory and both of one publication. Nobody can change its bytes. */
public final class KeptFile {

    private final StoredFile file;
    private final byte[] bytes;

    private KeptFile(StoredFile file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /**
     * Reads all of a content.
     *
     * @throws IOException if it cannot be read, or is shorter than the file
     */
    public static KeptFile read(StoredFile file, Content content) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
        while (bytes.hasRemaining()) {
            content.read(bytes, bytes.position());
        }
        return new KeptFile(file, bytes.array());
    }

    /** Returns the description. */
    public StoredFile file() {
        return file;
    }

    /** Returns a part of the content, as a buffer of the caller's own that cannot be written to. */
    public ByteBuffer slice(long position, long length) {
        return ByteBuffer.wrap(bytes, Math.toIntExact(position), Math.toIntExact(length))
                .asReadOnlyBuffer();
    }

    /** Writes a part of the content. */
    public void writeTo(OutputStream output, long position, long length) throws IOException {
        output.write(bytes, Math.toIntExact(position), Math.toIntExact(length));
    }

    /** Returns the content as one that was opened in a store. */
    public Content open() {
        return new InMemory(bytes);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record InMemory(byte[] bytes) implements Content {

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            int length = (int) Math.min(target.remaining(), bytes.length - position);
            if (length <= 0) {
                throw new EOFException("the content ends at " + bytes.length);
            }
            target.put(bytes, (int) position, length);
            return length;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
