package org.stowage.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.stowage.audit.AuditEvent.Action;
import org.stowage.storage.StoredFile;

/** Writes events to the target in the settings. Writing never throws and never waits for a disk. Thread-safe. */
public final class AuditLog implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage");
    private static final String CHECKPOINT = "audited";

    /** The longest time between the last byte of a file and the line about it, in which the file is synced. */
    private static final Duration LONGEST_SYNC = Duration.ofMinutes(2);

    private final List<AuditSink> sinks;
    private final Clock clock;
    private final Consumer<Action> counts;
    private final AuditFormat format = new AuditFormat();
    private final @Nullable LineQueue queue;
    private volatile @Nullable Checkpoint checkpoint;
    private volatile @Nullable UnrecordedPeriod unrecorded;

    /**
     * Writes to all of these sinks.
     *
     * @param counts is called with the action of each event
     */
    AuditLog(List<AuditSink> sinks, Clock clock, Consumer<Action> counts) {
        this.sinks = List.copyOf(sinks);
        this.clock = clock;
        this.counts = counts;
        this.queue = sinks.isEmpty() ? null : new LineQueue(sinks, this::synced);
    }

    /** Returns a log that writes nothing. */
    public static AuditLog silent() {
        return silent(action -> {});
    }

    /** Returns a log that writes nothing, but counts events. */
    public static AuditLog silent(Consumer<Action> counts) {
        return new AuditLog(List.of(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), counts);
    }

    /** Returns a log in the server's logging, with the logger name {@code org.stowage.audit}. */
    public static AuditLog inTheServersLog(Clock clock, Consumer<Action> counts) {
        return new AuditLog(List.of(new ServerLog()), clock, counts);
    }

    /**
     * Returns a log in a file of its own.
     *
     * @param fileSize the size in bytes at which the file is moved to {@code <name>.1}
     * @param files the maximum number of files, the current one included
     * @throws IOException if the file cannot be written
     */
    public static AuditLog inAFile(Path path, long fileSize, int files, Clock clock, Consumer<Action> counts)
            throws IOException {
        return new AuditLog(List.of(RotatingFile.open(path, fileSize, files)), clock, counts);
    }

    /** Tells whether nothing is written. */
    public boolean isSilent() {
        return sinks.isEmpty();
    }

    /** Writes an event with the current time. A line that cannot be written is lost; the server's log says so. */
    public void write(AuditEvent event) {
        counts.accept(event.action());
        LineQueue to = queue;
        if (to != null) {
            Instant now = clock.instant();
            to.add(now, format.write(now, event));
        }
    }

    /**
     * Reads from the checkpoint from when on files of a store may lack a line because the server was killed. Must be
     * called once, after the store is opened and before it accepts files.
     *
     * @param store the folder of the store, which has the checkpoint
     */
    public void begin(Path store) {
        Checkpoint here = new Checkpoint(store.resolve(CHECKPOINT));
        try {
            if (queue == null) {
                here.remove();
                return;
            }
            Instant now = clock.instant();
            Optional<Instant> from = here.read();
            if (from.isPresent()) {
                unrecorded = new UnrecordedPeriod(from.get(), now, recorded(from.get()));
            } else {
                here.write(now);
            }
            checkpoint = here;
        } catch (IOException e) {
            LOG.warning("The checkpoint of the audit log cannot be read or written: " + e);
        }
    }

    /** Writes that a stored file was found, if the log has no line about its upload. */
    public void recordIfMissing(StoredFile file) {
        UnrecordedPeriod period = unrecorded;
        if (period != null && period.lacks(file)) {
            write(new AuditEvent(
                    Action.FOUND, AuditedResource.of(file), Actor.named("start"), "stored " + file.stored()));
        }
    }

    /**
     * Ends the search: {@link #recordIfMissing} has been called for all files that were stored before {@link #begin}.
     */
    public void allSeen() {
        unrecorded = null;
    }

    /** Tells whether the log is in a file of its own, where {@link #last} finds its lines. */
    public boolean isReadable() {
        return sinks.stream().anyMatch(AuditSink::isReadable);
    }

    /**
     * Returns the last lines that meet a condition, the last one first. Lines that still wait to be written are not
     * found, nor those further back than 16 MiB.
     *
     * @throws IOException if the log cannot be read
     */
    public List<AuditLine> last(Predicate<AuditLine> condition, int limit) throws IOException {
        for (AuditSink sink : sinks) {
            if (sink.isReadable()) {
                return sink.last(condition, limit);
            }
        }
        return List.of();
    }

    /** Returns how many lines were lost since the start. */
    public long lost() {
        return queue == null ? 0 : queue.lost();
    }

    /** Closes the log; waits up to five seconds until all lines are written. */
    @Override
    public void close() {
        if (queue != null && queue.close() && unrecorded == null) {
            writeCheckpoint(clock.instant());
        }
        format.close();
    }

    private Set<String> recorded(Instant since) {
        Set<String> names = new HashSet<>();
        sinks.forEach(sink -> names.addAll(sink.recorded(since)));
        return names;
    }

    /**
     * While the search for files without a line goes on, no checkpoint is written: otherwise the next start would miss
     * the files that this search has not reached.
     */
    private void synced(Instant last) {
        if (unrecorded == null) {
            writeCheckpoint(last.minus(LONGEST_SYNC));
        }
    }

    /**
     * Writes only over an existing checkpoint: if the disk of the store is not mounted, nothing is written into the
     * mount point.
     */
    private void writeCheckpoint(Instant moment) {
        Checkpoint here = checkpoint;
        try {
            if (here != null && Files.exists(here.file())) {
                here.write(moment);
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "The checkpoint of the audit log cannot be written.", e);
        }
    }
}
