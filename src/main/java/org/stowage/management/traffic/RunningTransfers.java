package org.stowage.management.traffic;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The transfers under way that wait for their clients. Safe for any number of threads. */
public final class RunningTransfers {

    private final LongSupplier nanos;
    private final Map<Long, ListedTransfer> transfers = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    /** Measures with this clock, in nanoseconds. */
    public RunningTransfers(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * A transfer in the list.
     *
     * @param id its number since the start
     * @param transfer the transfer
     * @param time since it was added
     */
    public record ListedTransfer(long id, RunningTransfer transfer, Duration time) {}

    /** Adds a transfer. Its end must be reported with the number that is returned. */
    public long begun(RunningTransfer transfer) {
        long id = last.incrementAndGet();
        transfers.put(id, new ListedTransfer(id, transfer, Duration.ofNanos(nanos.getAsLong())));
        return id;
    }

    /** Removes a transfer; does nothing if it is not there. */
    public void over(long id) {
        transfers.remove(id);
    }

    /** Returns the transfers under way, those that began first come first. */
    public List<ListedTransfer> all() {
        Duration now = Duration.ofNanos(nanos.getAsLong());
        return transfers.values().stream()
                .sorted(Comparator.comparingLong(ListedTransfer::id))
                .map(listed -> new ListedTransfer(listed.id(), listed.transfer(), now.minus(listed.time())))
                .toList();
    }

    /** Ends a transfer, and returns it; empty if it is over. */
    public Optional<RunningTransfer> end(long id) {
        Optional<RunningTransfer> transfer =
                Optional.ofNullable(transfers.get(id)).map(ListedTransfer::transfer);
        transfer.ifPresent(RunningTransfer::end);
        return transfer;
    }
}
