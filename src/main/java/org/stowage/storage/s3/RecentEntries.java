package org.stowage.storage.s3;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.Entry;
import org.stowage.storage.Fingerprint;

/**
 * The entries that look-ups and publications of this process have shown of late, so that a file that many ask for is looked up in
 * the store every {@value #SECONDS} seconds, not for each of them. Within that time a change by another process may not show; a
 * change by this one does at once. That nothing is under a key is not remembered: another process may publish there. Safe for any number of
 * threads.
 */
final class RecentEntries {

    /** The greatest age of what is told, counted from when the store was asked. */
    static final int SECONDS = 2;

    /** Each takes some 700 bytes, 10 KiB at most. */
    static final int MOST = 2048;

    private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(SECONDS);

    private final LongSupplier nanos;

    /** Guarded by this, as the next. */
    private final Map<Fingerprint, Recent> entries = new BoundedEntries();

    /** How often this process has changed something, for each first byte of a fingerprint. */
    private final long[] changes = new long[ObjectNames.SHARDS];

    /** Knows nothing yet. */
    RecentEntries(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * An entry and when the store was asked for it.
     *
     * @param asked the time before that
     */
    private record Recent(Entry entry, long asked) {}

    /**
     * The store is being asked.
     *
     * @param asked since when
     * @param changes how many there were then
     */
    record LookUp(Fingerprint name, long asked, long changes) {}

    /** Returns what is known of a name. */
    synchronized Optional<Entry> get(Fingerprint name) {
        Recent recent = entries.get(name);
        if (recent == null) {
            return Optional.empty();
        }
        if (nanos.getAsLong() - recent.asked >= STALE_NANOS) {
            entries.remove(name);
            return Optional.empty();
        }
        return Optional.of(recent.entry);
    }

    /** Must be called before the store is asked, or written. */
    synchronized LookUp ask(Fingerprint name) {
        return new LookUp(name, nanos.getAsLong(), changes[name.firstByte()]);
    }

    /** Keeps what the store has answered, unless this process has changed something meanwhile: then the answer may be older. */
    synchronized void answer(LookUp question, Entry entry) {
        Fingerprint name = question.name;
        @Nullable Recent known = entries.get(name);
        if (question.changes == changes[name.firstByte()] && (known == null || known.asked - question.asked <= 0)) {
            entries.put(name, new Recent(entry, question.asked));
        }
    }

    /** Must be called when this process has replaced or removed an entry, or perhaps has. */
    synchronized void changed(Fingerprint name) {
        changes[name.firstByte()]++;
        entries.remove(name);
    }

    /** Drops the entry that was not asked for the longest time. */
    private static final class BoundedEntries extends LinkedHashMap<Fingerprint, Recent> {

        private static final long serialVersionUID = 1L;

        BoundedEntries() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Fingerprint, Recent> eldest) {
            return size() > MOST;
        }
    }
}
