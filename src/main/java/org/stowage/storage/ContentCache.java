package org.stowage.storage;

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
 * <p>A content is given only while its {@link Witness} says that the store still has it: a process that deletes a file need not tell
 * the others.
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
    private final Map<FileKey, InQueue> byKey = new ConcurrentHashMap<>();

    /** The same in their order; guarded by this. */
    private final LinkedHashMap<FileKey, InQueue> queue = new LinkedHashMap<>();

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

    /** What a witness sees of a content that was kept. */
    public enum Sight {
        /** The store still has this very content. */
        THERE,
        /** It has another one, or none. */
        GONE,
        /** The store has to be asked first, which takes longer than a look may. */
        UNKNOWN
    }

    /** Looks at once whether the store still has a content that was kept. Any thread may ask it. */
    public interface Witness {
        Sight look();
    }

    /** Returns a file that is kept, if its witness says that it is still there. */
    public Optional<KeptFile> get(FileKey key) {
        fit();
        InQueue queued = byKey.get(key);
        if (queued == null) {
            return Optional.empty();
        }
        return switch (queued.witness.look()) {
            case THERE -> given(queued);
            case GONE -> {
                drop(key, queued);
                yield Optional.empty();
            }
            case UNKNOWN -> Optional.empty();
        };
    }

    /** Returns the same with its content, if that is kept. The store has just been asked: it has this file. */
    public Optional<KeptFile> get(StoredFile file) {
        fit();
        InQueue queued = byKey.get(file.key());
        return queued != null && queued.kept.file().equals(file) ? given(queued) : Optional.empty();
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
     * Keeps a file, in place of one that was kept under its key, if it fits into the limit.
     *
     * @param witness of its content, which was taken before the content was read
     */
    public void keep(KeptFile kept, Witness witness) {
        FileKey key = kept.file().key();
        long size = sizeOf(kept.file());
        InQueue queued = new InQueue(kept, witness);
        synchronized (this) {
            forget(key);
            evict(limit.getAsLong() - size);
            if (bytes + size <= limit.getAsLong()) {
                byKey.put(key, queued);
                queue.put(key, queued);
                bytes += size;
            }
        }
    }

    /** Frees the memory of a file that is gone. */
    public void forget(FileKey key) {
        InQueue queued = byKey.get(key);
        if (queued != null) {
            drop(key, queued);
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

    private Optional<KeptFile> given(InQueue queued) {
        queued.ask();
        hits.increment();
        return Optional.of(queued.kept);
    }

    /** The limit may be lower now. */
    private void fit() {
        if (bytes > limit.getAsLong()) {
            evict(limit.getAsLong());
        }
    }

    private synchronized void drop(FileKey key, InQueue queued) {
        if (queue.remove(key, queued)) {
            byKey.remove(key);
            bytes -= sizeOf(queued.kept.file());
        }
    }

    private synchronized void evict(long most) {
        while (bytes > Math.max(0, most)) {
            Iterator<InQueue> oldest = queue.values().iterator();
            InQueue queued = oldest.next();
            FileKey key = queued.kept.file().key();
            if (queued.asked) {
                queued.asked = false;
                oldest.remove();
                queue.put(key, queued);
            } else {
                drop(key, queued);
            }
        }
    }

    private static long sizeOf(StoredFile file) {
        return OVERHEAD_BYTES + file.size();
    }

    /** A kept file, and whether it was asked for since its turn came. */
    private static final class InQueue {

        private final KeptFile kept;
        private final Witness witness;
        private volatile boolean asked;

        InQueue(KeptFile kept, Witness witness) {
            this.kept = kept;
            this.witness = witness;
        }

        /** Most are asked for far more often than they have a turn. */
        void ask() {
            if (!asked) {
                asked = true;
            }
        }
    }
}
