package org.stowage.nodes;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Meets the other nodes of the store every second, on a thread of its own, until it is closed. While the table is away, this
 * node goes on alone.
 */
public final class Nodes implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage.nodes");
    private static final long PAUSE_NANOS = 1_000_000_000L;
    private static final long JOIN_MILLIS = 10_000;

    private final NodeIdentity own;
    private final NodeTable table;
    private final SharedUsage usage;
    private final Supplier<NodeReport.State> state;
    private final LongSupplier nanos;
    private final Thread thread = new Thread(this::run, "stowage-nodes");

    private volatile boolean closed;
    private volatile @Nullable LastContact last;
    private volatile String trouble = "";

    /** This and the following fields are used by the thread only. */
    private long beat;

    private Map<String, Long> beats = Map.of();
    private @Nullable List<ReservedBytes> toldReserved;

    /**
     * Meets nobody yet.
     *
     * @param table that all nodes of the store share
     * @param usage what is told and heard
     * @param state what this node is doing now
     * @param nanos the elapsed time, as {@link System#nanoTime}
     */
    public Nodes(
            NodeIdentity own,
            NodeTable table,
            SharedUsage usage,
            Supplier<NodeReport.State> state,
            LongSupplier nanos) {
        this.own = own;
        this.table = table;
        this.usage = usage;
        this.state = state;
        this.nanos = nanos;
        thread.setDaemon(true);
    }

    /** What was seen, and when. */
    private record LastContact(List<NodeSeen> nodes, long nanos) {}

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** Returns the nodes as this one knows them now. Never waits. */
    public Membership membership() {
        LastContact seen = last;
        if (seen == null) {
            return new Membership(own.id(), List.of(), null);
        }
        Duration since = Duration.ofNanos(nanos.getAsLong() - seen.nanos());
        return new Membership(
                own.id(), seen.nodes().stream().map(node -> node.after(since)).toList(), since);
    }

    /** Returns which node this is. */
    public NodeIdentity own() {
        return own;
    }

    /** Returns what this node tells of itself now. */
    public NodeReport.State state() {
        return state.get();
    }

    /** Returns why the last contact has failed; empty if it has not. */
    public String trouble() {
        return trouble;
    }

    /** Ends the thread. What this node has told stays until it {@linkplain #leave leaves} or its lease ends. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells the others that this node has ended, so that they need not wait for the end of its lease. To be called once closed. */
    public void leave() {
        if (!thread.isAlive() && trouble.isEmpty() && last != null) {
            try {
                table.leave(own);
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.FINE, "The other nodes are not told; they notice when the lease ends.", e);
            }
        }
    }

    private void run() {
        while (!closed) {
            try {
                meet();
                succeeded();
            } catch (Throwable e) {
                failed(e);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Meets the others once. */
    void meet() throws IOException {
        // In this order: an upload that ends in between is told twice, not left out.
        List<ReservedBytes> reserved = usage.reserved();
        List<ChangedUsage> changed = usage.changed();
        NodeReport.Usages usages =
                new NodeReport.Usages(changed, reserved.equals(toldReserved) ? null : reserved, usage.first());
        toldReserved = null;
        NodeContact contact = table.meet(own, new NodeReport(++beat, state.get(), usages), beats);
        toldReserved = reserved;
        usage.told(changed);
        beats = contact.beats();
        usage.heard(contact);
        last = new LastContact(contact.nodes(), nanos.getAsLong());
    }

    private void succeeded() {
        if (!trouble.isEmpty()) {
            trouble = "";
            LOG.info("The other nodes can be met again.");
        }
    }

    /** Logs a failure that repeats only once. Logging may fail, too. */
    private void failed(Throwable failure) {
        String text = failure instanceof IOException && failure.getMessage() != null
                ? failure.getMessage()
                : failure.toString();
        if (!text.equals(trouble) && !closed) {
            trouble = text;
            try {
                LOG.warning("The other nodes cannot be met; this one goes on alone: " + text);
            } catch (Throwable e) {
                // The next failure is logged.
            }
        }
    }
}
