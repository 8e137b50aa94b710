package org.stowage.retention.sweep;

import java.time.Duration;
import java.time.Instant;

/**
 * When which shard is swept: an interval has a slot for each, and the slots since the epoch tell which is due.
 *
 * @param interval in which each is swept once
 * @param shards how many there are
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
     * Returns the slot to be swept after another one: the next, so that none is left out when sweeps take long, unless all
     * of a round was missed, or the clock was set back.
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
