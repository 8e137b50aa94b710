package org.stowage.retention.usage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.StoredFile;

/**
 * The files that may be evicted, by age: 56 bytes each in arrays, one set of arrays for a shard, so that none is large and
 * none is sorted at once. Not safe for threads.
 */
public final class EvictionOrder {

    /** Whoever uploads waits for them to go. */
    private static final int MOST = 10_000;

    private final Predicate<StoredFile> mayGo;
    private final List<EvictionOrderOfShard> shards;

    /** Takes only files that the predicate allows. */
    EvictionOrder(int shards, Predicate<StoredFile> mayGo) {
        this.mayGo = mayGo;
        this.shards = Stream.generate(EvictionOrderOfShard::new).limit(shards).toList();
    }

    void addAll(int shard, Collection<StoredFile> files) {
        files.stream()
                .filter(mayGo)
                .sorted(Comparator.comparing(StoredFile::stored))
                .forEach(shards.get(shard)::add);
    }

    void add(int shard, StoredFile file) {
        if (mayGo.test(file)) {
            shards.get(shard).add(file);
        }
    }

    void remove(int shard, StoredFile file) {
        shards.get(shard).remove(file);
    }

    /** Takes a file out that turned out to be gone. */
    void remove(Candidate gone) {
        shards.get(gone.shard()).remove(gone);
    }

    /**
     * Finds the oldest files of a scope that together have so many bytes; some may be of others, so look at each before it
     * is evicted.
     *
     * @return the oldest first; none if all of the scope together have fewer bytes, or {@value #MOST} of them have
     */
    List<Candidate> oldest(Scope scope, long bytes) {
        PriorityQueue<Cursor> cursors = new PriorityQueue<>(Comparator.comparingLong(Cursor::stored));
        IntStream.range(0, shards.size())
                .mapToObj(shard -> new Cursor(shard, shards.get(shard), scope))
                .filter(Cursor::advance)
                .forEach(cursors::add);
        List<Candidate> found = new ArrayList<>();
        long sum = 0;
        while (sum < bytes) {
            Cursor oldest = cursors.poll();
            if (oldest == null || found.size() == MOST) {
                return List.of();
            }
            found.add(oldest.current());
            sum += oldest.size();
            if (oldest.advance()) {
                cursors.add(oldest);
            }
        }
        return found;
    }

    /** Where a search stands in a shard. */
    private static final class Cursor {

        private final int shard;
        private final EvictionOrderOfShard ages;
        private final Scope scope;
        private int position = -1;

        Cursor(int shard, EvictionOrderOfShard ages, Scope scope) {
            this.shard = shard;
            this.ages = ages;
            this.scope = scope;
        }

        boolean advance() {
            position = ages.next(scope, position + 1);
            return position >= 0;
        }

        long stored() {
            return ages.stored(position);
        }

        long size() {
            return ages.size(position);
        }

        Candidate current() {
            return new Candidate(shard, ages.stored(position), ages.name(position));
        }
    }

    /**
     * A file that may be evicted.
     *
     * @param shard that it is in
     * @param stored when, in milliseconds since the epoch
     * @param name of its key
     */
    public record Candidate(int shard, long stored, Fingerprint name) {}
}
