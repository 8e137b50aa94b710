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
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.stowage.audit.AuditEvent.Action;
import org.stowage.storage.StoredFile;

/**
 * Takes events and has them written where the admin wants them. Never fails, waits for no disk, and is safe for any number of
 * threads.
 */
public final class AuditLog implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage");
    private static final String MARK = "audited";

    /** What may pass between the last byte of a file and the line about it: it is made durable meanwhile. */
    private static final Duration LONGEST_PUBLICATION = Duration.ofMinutes(2);

    private final List<AuditSink> trails;
    private final Clock clock;
    private final Consumer<Action> counts;
    private final Lines lines = new Lines();
    private final @Nullable LineQueue queue;
    private volatile @Nullable Mark mark;
    private volatile @Nullable Gap gap;

    /**
     * Writes to all trails.
     *
     * @param counts is told what happens
     */
    AuditLog(List<AuditSink> trails, Clock clock, Consumer<Action> counts) {
        this.trails = List.copyOf(trails);
        this.clock = clock;
        this.counts = counts;
        this.queue = trails.isEmpty() ? null : new LineQueue(trails, this::settled);
    }

    /** A log that writes nothing. */
    public static AuditLog silent() {
        return silent(kind -> {});
    }

    /** A log that writes nothing, but has somebody count what happens. */
    public static AuditLog silent(Consumer<Action> counts) {
        return new AuditLog(List.of(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), counts);
    }

    /** A log in the server's logging, under the name {@code org.stowage.audit}. */
    public static AuditLog inTheServersLog(Clock clock, Consumer<Action> counts) {
        return new AuditLog(List.of(new ServerLog()), clock, counts);
    }

    /**
     * A log in a file of its own.
     *
     * @param fileSize in bytes, after which the file is moved to {@code <name>.1}
     * @param files how many there are at most, the current one included
     * @throws IOException if the file cannot be written
     */
    public static AuditLog inAFile(Path path, long fileSize, int files, Clock clock, Consumer<Action> counts)
            throws IOException {
        return new AuditLog(List.of(RotatingFile.open(path, fileSize, files)), clock, counts);
    }

    /** Has an event written that has happened just now. A line that cannot be written is lost, and the server's log says so. */
    public void write(AuditEvent event) {
        counts.accept(event.kind());
        LineQueue to = queue;
        if (to != null) {
            Instant now = clock.instant();
            to.add(now, lines.of(now, event));
        }
    }

    /**
     * Finds out since when files of a store may lack a line, because the last server there was killed. To be called when the store
     * has been opened, before it takes files.
     *
     * @param store the folder in which is remembered until when all is written
     */
    public void begin(Path store) {
        Mark here = new Mark(store.resolve(MARK));
        try {
            if (queue == null) {
                here.remove();
                return;
            }
            Instant now = clock.instant();
            Optional<Instant> from = here.read();
            if (from.isPresent()) {
                gap = new Gap(from.get(), now, recorded(from.get()));
            } else {
                here.write(now);
            }
            mark = here;
        } catch (IOException e) {
            LOG.warning("The audit log cannot remember until when all is written: " + e);
        }
    }

    /** Is shown a file that is in the store; has it written that it was found, if its upload has no line. */
    public void see(StoredFile file) {
        Gap missing = gap;
        if (missing != null && missing.has(file)) {
            write(new AuditEvent(Action.FOUND, Subject.of(file), Source.named("start"), "stored " + file.stored()));
        }
    }

    /** Is told that all files that were there at the begin have been shown. */
    public void allSeen() {
        gap = null;
    }

    /** Returns how many lines were lost since the start. */
    public long lost() {
        return queue == null ? 0 : queue.lost();
    }

    /** Returns when all is written, but after some seconds in any case. */
    @Override
    public void close() {
        if (queue != null && queue.end() && gap == null) {
            remember(clock.instant());
        }
        lines.close();
    }

    private Set<String> recorded(Instant since) {
        Set<String> names = new HashSet<>();
        trails.forEach(trail -> names.addAll(trail.recorded(since)));
        return names;
    }

    /** What has been found is not to be found again, so nothing is remembered while the search goes on. */
    private void settled(Instant last) {
        if (gap == null) {
            remember(last.minus(LONGEST_PUBLICATION));
        }
    }

    /** Where the store's disk is gone, nothing is to be left in its place. */
    private void remember(Instant moment) {
        Mark here = mark;
        try {
            if (here != null && Files.exists(here.file())) {
                here.write(moment);
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "The audit log cannot remember until when all is written.", e);
        }
    }
}
