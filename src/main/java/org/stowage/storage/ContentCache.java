package org.stowage.storage;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * The contents of small files that were asked for more than once, in memory, up to a number of bytes. Safe for any number of
 * threads; who is given a content takes no lock.
 *
 * <p>A content is given only while its {@link Witness} says that the store still has it: whoever deletes a file, in this process
 * or another one, need not tell.
 *
 * <p>What was asked for since its last turn gets another turn; of the rest the oldest goes first (second chance). A file that
 * is asked for once never comes in, so no walk through many files drives out what is asked for often.
 */
public final class ContentCache {

    /** The largest content that is kept, in bytes. */
    public static final int LARGEST_BYTES = 64 << 10;

    /** What a kept file takes beside its content, about: description, key, witness, and their places in two maps. */
    static final int OVERHEAD_BYTES = 1 << 10;

    /** A power of two. */
    private static final int REMEMBERED = 1 << 13;

    private final LongSupplier limit;
    private final Map<FileKey, Turn> turns = new ConcurrentHashMap<>();

    /** The same in their order; guarded by this. */
    private final LinkedHashMap<FileKey, Turn> queue = new LinkedHashMap<>();

    /** Hashes of keys that were asked for of late: of those that share a place the last. */
    private final AtomicIntegerArray askedFor = new AtomicIntegerArray(REMEMBERED);

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private volatile long bytes;

    /**
     * Nothing is kept yet.
     *
     * @param limit tells how many bytes may be kept now; none if 0
     */
    public ContentCache(LongSupplier limit) {
        this.limit = limit;
    }

    /** Returns one that keeps nothing. */
    public static ContentCache off() {
        return new ContentCache(() -> 0);
    }

    /** What a store knows of a content that was kept. */
    public interface Witness {

        /**
         * Looks whether the store still has this very content.
         *
         * @throws IOException if the store cannot tell
         */
        boolean isStillThere() throws IOException;
    }

    /** Returns a file that is kept, if its witness says that it is still there. */
    public Optional<KeptFile> get(FileKey key) {
        fit();
        Turn turn = turns.get(key);
        if (turn == null) {
            return Optional.empty();
        }
        if (!turn.isStillThere()) {
            drop(key, turn);
            return Optional.empty();
        }
        turn.ask();
        hits.increment();
        return Optional.of(turn.kept);
    }

    /** Tells whether the content of a file, which somebody reads now, should be kept: it is small and was asked for before. */
    public boolean wants(StoredFile file) {
        if (file.size() > LARGEST_BYTES || sizeOf(file) > limit.getAsLong()) {
            return false;
        }
        misses.increment();
        int hash = file.key().hashCode();
        int place = (hash ^ hash >>> 16) & REMEMBERED - 1;
        return askedFor.getAndSet(place, hash) == hash;
    }

    /**
     * Keeps a file, in place of one that was kept under its key.
     *
     * @param witness of its content, which was taken before the content was read
     */
    public void keep(KeptFile kept, Witness witness) {
        FileKey key = kept.file().key();
        Turn turn = new Turn(kept, witness);
        synchronized (this) {
            forget(key);
            turns.put(key, turn);
            queue.put(key, turn);
            bytes += sizeOf(kept.file());
            evict();
        }
    }

    /** Frees the memory of a file that is gone. */
    public void forget(FileKey key) {
        Turn turn = turns.get(key);
        if (turn != null) {
            drop(key, turn);
        }
    }

    /** Returns how many bytes of memory are taken, about. */
    public long bytes() {
        fit();
        return bytes;
    }

    /** Returns how often a file was found here. */
    public long hits() {
        return hits.sum();
    }

    /** Returns how often a small file had to be read in the store. */
    public long misses() {
        return misses.sum();
    }

    /** The limit may be lower now. */
    private void fit() {
        if (bytes > limit.getAsLong()) {
            evict();
        }
    }

    private synchronized void drop(FileKey key, Turn turn) {
        if (queue.remove(key, turn)) {
            turns.remove(key);
            bytes -= sizeOf(turn.kept.file());
        }
    }

    private synchronized void evict() {
        long most = limit.getAsLong();
        while (bytes > most) {
            Iterator<Turn> oldest = queue.values().iterator();
            Turn turn = oldest.next();
            FileKey key = turn.kept.file().key();
            if (turn.asked) {
                turn.asked = false;
                oldest.remove();
                queue.put(key, turn);
            } else {
                drop(key, turn);
            }
        }
    }

    private static long sizeOf(StoredFile file) {
        return OVERHEAD_BYTES + file.size();
    }

    /** A kept file, and whether it was asked for since its turn came. */
    private static final class Turn {

        private final KeptFile kept;
        private final Witness witness;
        private volatile boolean asked;

        Turn(KeptFile kept, Witness witness) {
            this.kept = kept;
            this.witness = witness;
        }

        /** Most are asked for far more often than they have a turn. */
        void ask() {
            if (!asked) {
                asked = true;
            }
        }

        boolean isStillThere() {
            try {
                return witness.isStillThere();
            } catch (IOException e) {
                return false;
            }
        }
    }
}
