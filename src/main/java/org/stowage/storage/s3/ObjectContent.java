package org.stowage.storage.s3;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.stowage.storage.Content;

/**
 * The content of an object, in pieces: each is fetched as a whole, by a request of its own, when the one before it was read. A piece
 * is small for a slow reader, and larger for a fast one; one that was read to its end is let go at once, so that a reader who waits
 * for the client holds none.
 */
final class ObjectContent implements Content {

    static final int FIRST_BYTES = 1 << 15;

    private static final int LARGEST_BYTES = 1 << 20;
    private static final int SMALLEST_BYTES = 1 << 14;
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);
    private static final long FAST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ObjectVersion object;
    private final ReadAhead memory;
    private final LongSupplier nanos;
    private ByteBuffer piece = NONE;
    private long start;
    private long end;
    private long fetched;
    private int next = FIRST_BYTES;
    private int taken;
    private boolean closed;

    private ObjectContent(ObjectVersion object, ReadAhead memory, LongSupplier nanos) {
        this.object = object;
        this.memory = memory;
        this.nanos = nanos;
    }

    /**
     * Opens the content and fetches its first piece.
     *
     * @throws NoSuchFileException if that version of the object is gone
     */
    static ObjectContent open(ObjectVersion object, ReadAhead memory, LongSupplier nanos) throws IOException {
        ObjectContent content = new ObjectContent(object, memory, nanos);
        content.fetch(0);
        return content;
    }

    /** Returns all of the content if it is short; nothing if the first piece is only its beginning. */
    Optional<ByteBuffer> whole() {
        return object.contentSize() <= FIRST_BYTES ? Optional.of(piece.duplicate()) : Optional.empty();
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (position >= object.contentSize()) {
            throw new EOFException("the content ends at " + object.contentSize() + ", before the position " + position);
        }
        if (position < start || position - start >= piece.limit()) {
            resize(position);
            fetch(position);
        }
        int offset = (int) (position - start);
        int length = Math.min(target.remaining(), piece.limit() - offset);
        target.put(piece.slice(offset, length));
        if (position + length == end) {
            letGo();
        }
        return length;
    }

    @Override
    public synchronized void close() {
        closed = true;
        letGo();
    }

    private void resize(long position) {
        boolean fast = position == end && nanos.getAsLong() - fetched < FAST_NANOS;
        next = fast ? Math.min(LARGEST_BYTES, 2 * next) : SMALLEST_BYTES;
    }

    /** Where no more memory may be used, a piece is small. An empty content has a description behind it, which is there or not. */
    private void fetch(long position) throws IOException {
        letGo();
        if (next > SMALLEST_BYTES && memory.take(next)) {
            taken = next;
        } else {
            next = SMALLEST_BYTES;
        }
        long length = Math.max(1, Math.min(next, object.contentSize() - position));
        ByteBuffer bytes = object.read(position, length);
        piece = object.contentSize() == 0 ? bytes.limit(0) : bytes;
        start = position;
        end = position + piece.limit();
        fetched = nanos.getAsLong();
    }

    private void letGo() {
        piece = NONE;
        memory.give(taken);
        taken = 0;
    }
}
