package org.stowage.retention.sweep;

import java.time.Duration;
import java.time.Instant;

/**
 * Decides which shard is due when. An interval has one slot for each shard; slots are numbered since the epoch.
 *
 * @param interval in which each shard is swept once
 * @param shards how many shards there are
 */
record SweepSchedule(Duration interval, int shards) {

    long slotAt(Instant now) {
        return Math.floorDiv(now.toEpochMilli(), millis());
    }

    Instant startOf(long slot) {
        return Instant.ofEpochMilli(slot * millis());
    }

    int shardOf(long slot) {
        return Math.floorMod(slot, shards);
    }

    boolean endsRound(long slot) {
        return shardOf(slot) == shards - 1;
    }

    /**
     * Returns the slot to be swept after another one. It is the next one, even if sweeps take long, so that no shard is
     * left out. If more than a round is late, missed slots are skipped, so that each shard is swept once. If the clock
     * was set back, it is the current slot.
     */
    long after(long swept, Instant now) {
        long current = slotAt(now);
        boolean setBack = swept > current;
        return setBack ? current : Math.max(swept + 1, current - shards + 1);
    }

    private long millis() {
        return Math.max(1, interval.toMillis() / shards);
    }
}
