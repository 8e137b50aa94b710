package org.stowage.management.traffic;

import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * What requests to a deployment are doing, and which were refused.
 *
 * @param transfers those under way
 * @param refusals the last ones
 */
public record Traffic(RunningTransfers transfers, RecentRefusals refusals) {

    /** Nothing has happened yet. */
    public static Traffic begin(LongSupplier nanos, Clock clock) {
        return new Traffic(new RunningTransfers(nanos), new RecentRefusals(clock));
    }
}
