package org.stowage.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.Listing;

/**
 * The changes that are to be written to the catalog. Its capacity is limited: a change that does not fit is lost, and
 * its shard has to be scanned again. Safe for any number of threads.
 */
final class ChangeQueue {

    private final Listing listing;
    private final int capacity;
    private final Deque<Queued> queued = new ArrayDeque<>();
    private final BitSet lossy = new BitSet();
    private long batch = 1;
    private volatile long applied;

    ChangeQueue(Listing listing, int capacity) {
        this.listing = listing;
        this.capacity = capacity;
    }

    /** A change that this process made to the store, or a correction, which changes only the catalog. */
    private sealed interface Queued {

        record Own(StoreChange change) implements Queued {}

        record Correction(CatalogChange change) implements Queued {}
    }

    /** Translates a change of the store into one of the catalog. */
    interface Translation {

        CatalogChange of(StoreChange change);
    }

    /** Adds a change; returns the number of the batch to which it belongs. */
    synchronized long add(StoreChange change) {
        add(new Queued.Own(change), listing.shardOf(change.file().key()));
        return batch;
    }

    /**
     * The end of a batch.
     *
     * @param size how many changes are in the queue
     * @param batch the number of the last batch to which one of them belongs
     */
    record End(int size, long batch) {}

    /** Ends a batch: later changes belong to the next one. */
    synchronized End endBatch() {
        return new End(queued.size(), batch++);
    }

    /** Takes note that the catalog has all changes up to a batch. */
    void applied(long last) {
        applied = last;
    }

    /** Returns the number of the last batch that the catalog has; 0 if none. */
    long applied() {
        return applied;
    }

    synchronized void add(CatalogChange correction, int shard) {
        add(new Queued.Correction(correction), shard);
    }

    private void add(Queued change, int shard) {
        if (queued.size() < capacity) {
            queued.add(change);
        } else {
            lossy.set(shard);
        }
    }

    /** Puts changes in front of all others, because they may not have been written. */
    synchronized void putBack(List<CatalogChange> changes) {
        for (int i = changes.size() - 1; i >= 0; i--) {
            queued.addFirst(new Queued.Correction(changes.get(i)));
        }
    }

    synchronized int size() {
        return queued.size();
    }

    /** Removes and returns the first changes, at most so many. */
    synchronized List<CatalogChange> take(int most, Translation translation) {
        List<CatalogChange> taken = new ArrayList<>(Math.min(most, queued.size()));
        while (taken.size() < most && !queued.isEmpty()) {
            Queued next = queued.remove();
            taken.add(
                    next instanceof Queued.Own own
                            ? translation.of(own.change())
                            : ((Queued.Correction) next).change());
        }
        return taken;
    }

    /** Returns the changes of the store that are still in the queue. */
    synchronized List<StoreChange> own() {
        return queued.stream()
                .filter(Queued.Own.class::isInstance)
                .map(queue -> ((Queued.Own) queue).change())
                .toList();
    }

    /** Returns the keys of the first so many changes. */
    synchronized Set<Fingerprint> keys(int first) {
        return queued.stream()
                .limit(first)
                .map(each -> each instanceof Queued.Own own
                        ? Fingerprint.of(own.change().file().key())
                        : ((Queued.Correction) each).change().key())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Removes the first so many changes. */
    synchronized void drop(int first) {
        for (int i = 0; i < first; i++) {
            queued.remove();
        }
    }

    synchronized void clear() {
        queued.clear();
    }

    /** Returns the shards whose changes were lost since the last call. */
    synchronized BitSet takeLossy() {
        BitSet lost = (BitSet) lossy.clone();
        lossy.clear();
        return lost;
    }
}
