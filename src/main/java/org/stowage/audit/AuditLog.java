package org.stowage.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.logging.Logger;

/** Takes events and writes them where the admin wants them. Never fails, and is safe for any number of threads. */
public final class AuditLog implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage");

    private final List<Trail> trails;
    private final Clock clock;
    private final Consumer<AuditEvent.Kind> counts;
    private final Lines lines;
    private final AtomicLong lost = new AtomicLong();

    /** Writes to all trails. */
    AuditLog(List<Trail> trails, Clock clock) {
        this(trails, clock, new Lines(), kind -> {});
    }

    private AuditLog(List<Trail> trails, Clock clock, Lines lines, Consumer<AuditEvent.Kind> counts) {
        this.trails = List.copyOf(trails);
        this.clock = clock;
        this.lines = lines;
        this.counts = counts;
    }

    /** Returns this log, to be used in its place, which also has somebody count what happens. */
    public AuditLog countedBy(Consumer<AuditEvent.Kind> counts) {
        return new AuditLog(trails, clock, lines, counts);
    }

    /** A log that writes nothing. */
    public static AuditLog silent() {
        return new AuditLog(List.of(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    /** A log in the server's logging, under the name {@code org.stowage.audit}. */
    public static AuditLog inTheServersLog(Clock clock) {
        return new AuditLog(List.of(new ServerLog()), clock);
    }

    /**
     * A log in a file of its own.
     *
     * @param fileSize in bytes, after which the file is moved to {@code <name>.1}
     * @param files how many there are at most, the current one included
     * @throws IOException if the file cannot be written
     */
    public static AuditLog inAFile(Path path, long fileSize, int files, Clock clock) throws IOException {
        return new AuditLog(List.of(RotatingFile.open(path, fileSize, files)), clock);
    }

    /** Writes an event that has happened just now. A line that cannot be written is lost, and the server's log says so. */
    public void write(AuditEvent event) {
        counts.accept(event.kind());
        for (Trail trail : trails) {
            try {
                trail.append(lines.of(clock.instant(), event));
                tellWhatIsMissing();
            } catch (IOException | RuntimeException e) {
                if (lost.getAndIncrement() == 0) {
                    LOG.warning("The audit log cannot be written, lines are missing from now on: " + e);
                }
            }
        }
    }

    @Override
    public void close() {
        trails.forEach(Trail::close);
        lines.close();
    }

    private void tellWhatIsMissing() {
        long missing = lost.get() == 0 ? 0 : lost.getAndSet(0);
        if (missing > 0) {
            LOG.warning("The audit log is written again; " + missing + " lines are missing.");
        }
    }
}
