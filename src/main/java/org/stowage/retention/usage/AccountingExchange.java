package org.stowage.retention.usage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.stowage.nodes.ChangedUsage;
import org.stowage.nodes.NodeContact;
import org.stowage.nodes.ReservedBytes;
import org.stowage.nodes.SharedUsage;

/** What the accounting shares with the other nodes. */
final class AccountingExchange implements SharedUsage {

    /**
     * Longer than any other node takes to sum up the catalog anew. One that takes longer notices the gap, and sums it up
     * once more.
     */
    private static final long KEPT_NANOS = 15 * 60_000_000_000L;

    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final UsageAccounting accounting;
    private final LongSupplier applied;
    private final Runnable sumUpSoon;
    private final LongSupplier nanos;

    /** What the catalog had at some minute; guarded by this. */
    private final Deque<AppliedBatch> minutes = new ArrayDeque<>();

    private long unneeded;

    AccountingExchange(UsageAccounting accounting, LongSupplier applied, Runnable sumUpSoon, LongSupplier nanos) {
        this.accounting = accounting;
        this.applied = applied;
        this.sumUpSoon = sumUpSoon;
        this.nanos = nanos;
    }

    private record AppliedBatch(long batch, long nanos) {}

    @Override
    public List<ChangedUsage> changed() {
        return accounting.untold();
    }

    @Override
    public void told(List<ChangedUsage> changes) {
        accounting.told(changes);
    }

    @Override
    public List<ReservedBytes> reserved() {
        return accounting.ownReserved();
    }

    @Override
    public synchronized long first() {
        long now = nanos.getAsLong();
        AppliedBatch newest = minutes.peekLast();
        if (newest == null || now - newest.nanos() > MINUTE_NANOS) {
            minutes.addLast(new AppliedBatch(applied.getAsLong(), now));
        }
        while (!minutes.isEmpty() && now - minutes.getFirst().nanos() > KEPT_NANOS) {
            unneeded = minutes.removeFirst().batch();
        }
        return unneeded + 1;
    }

    @Override
    public void heard(NodeContact contact) {
        if (accounting.heard(contact)) {
            sumUpSoon.run();
        }
    }
}
