package org.stowage.http;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.stowage.management.traffic.RunningTransfer;
import org.stowage.management.traffic.RunningTransfers;
import org.stowage.storage.FileKey;

/**
 * The entry of a transfer in the list of those under way. It is made when the transfer first waits for its client. Both
 * methods may be called by any thread, more than once, and in any order.
 */
public final class TransferEntry {

    private final RunningTransfers list;
    private volatile long id;
    private volatile boolean over;

    /** Adds nothing yet. */
    public TransferEntry(RunningTransfers list) {
        this.list = list;
    }

    /** Adds the transfer, unless it has been added before or is over. */
    public void add(RunningTransfer transfer) {
        if (id == 0 && !over) {
            id = list.begun(transfer);
            if (over) {
                list.over(id);
            }
        }
    }

    /** Removes the transfer, which is over. */
    public void remove() {
        over = true;
        if (id != 0) {
            list.over(id);
        }
    }

    /**
     * A transfer as the list shows it.
     *
     * @param isUpload whether the client sends
     * @param key of the file
     * @param owner whose file it is, if that is known
     * @param client the IP address; null if addresses are not logged
     * @param size of the whole, in bytes
     * @param progress returns how many bytes have come or gone
     * @param ending ends the transfer, without waiting for anything
     */
    public record ShownTransfer(
            boolean isUpload,
            FileKey key,
            @Nullable String owner,
            @Nullable String client,
            long size,
            LongSupplier progress,
            Runnable ending)
            implements RunningTransfer {

        @Override
        public long done() {
            return progress.getAsLong();
        }

        @Override
        public void end() {
            ending.run();
        }
    }
}
