package org.stowage.retention.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.TimeSeen;

/**
 * The time by which files are dated and deleted, even while the machine's clock is wrong. It follows the machine's
 * clock as long as that agrees with the elapsed time. If the machine's clock jumps, it is in doubt until it is back or
 * an admin orders to trust it. After a restart, it is compared with the time that the store remembers.
 *
 * <p>In doubt there are two times: the machine's and the expected one. Deletions must not happen too early, so they go
 * by the earlier of the two. Files, tombstones and the days of quotas must not be dated too early, so they go by the
 * later one. So a jump deletes no file and lifts no quota, whichever of the two is right.
 *
 * <p>Safe for any number of threads. The clock is compared only when the time is asked for. A jump there and back
 * between two such calls is not noticed, and does no harm.
 */
public final class TrustedClock {

    /** A smaller jump is taken for a correction of the clock. */
    static final Duration TOLERANCE = Duration.ofHours(1);

    /**
     * After a restart, the clock may be ahead of the remembered time by this much, because the server may have been
     * down.
     */
    static final Duration LONGEST_DOWNTIME = Duration.ofDays(7);

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");

    /** Small corrections add up, so the clock is compared with a moment that is not longer ago than this. */
    private static final Duration LONGEST_STRETCH = Duration.ofMinutes(1);

    private final Clock machine;
    private final LongSupplier nanos;
    private volatile @Nullable Anchor anchor;

    /**
     * Nothing is due before {@link #begin}.
     *
     * @param machine the clock that may jump
     * @param nanos the elapsed time, as {@link System#nanoTime}
     */
    public TrustedClock(Clock machine, LongSupplier nanos) {
        this.machine = machine;
        this.nanos = nanos;
    }

    /**
     * A moment at which the time was known.
     *
     * @param time the time at that moment
     * @param nanos the elapsed time at that moment
     * @param lead by how much the clock may be ahead of the elapsed time
     * @param doubted whether the clock has been wrong since
     */
    private record Anchor(Instant time, long nanos, Duration lead, boolean doubted) {

        Instant expectedAt(long now) {
            return time.plusNanos(now - nanos);
        }

        boolean fits(Duration ahead) {
            return ahead.compareTo(lead) <= 0 && ahead.negated().compareTo(TOLERANCE) <= 0;
        }
    }

    /**
     * Two times, which are the same unless the clock is in doubt.
     *
     * @param machine the time of the machine's clock
     * @param expected the time that it should show
     */
    private record Reading(Instant machine, Instant expected) {

        Instant earlier() {
            return machine.isBefore(expected) ? machine : expected;
        }

        Instant later() {
            return machine.isBefore(expected) ? expected : machine;
        }

        Duration ahead() {
            return Duration.between(expected, machine);
        }
    }

    /** Starts to follow the machine's clock, or doubts it if it does not fit the time that the store remembers. */
    public void begin(Optional<TimeSeen> seen) {
        long now = nanos.getAsLong();
        anchor = seen.map(last -> new Anchor(last.time(), now, last.doubted() ? TOLERANCE : LONGEST_DOWNTIME, false))
                .orElseGet(() -> new Anchor(machine.instant(), now, TOLERANCE, false));
        read();
    }

    /** Trusts the machine's clock from now on. */
    public void follow() {
        anchor = new Anchor(machine.instant(), nanos.getAsLong(), TOLERANCE, false);
        LOG.info(() -> "The clock, which says " + machine.instant() + ", is taken for right by an admin's order.");
    }

    /** Returns the time that decides whether a file is due; the epoch before {@link #begin}. */
    public Instant due() {
        return anchor == null ? Instant.EPOCH : read().earlier();
    }

    /** Returns the time by which files, tombstones and the days of quotas are dated. */
    public Instant now() {
        return anchor == null ? machine.instant() : read().later();
    }

    /** Returns elapsed nanoseconds from an arbitrary moment; setting the clock does not change them. */
    public long nanos() {
        return nanos.getAsLong();
    }

    /** Returns a clock that shows {@link #now}. */
    public Clock dates() {
        return new Dates();
    }

    /**
     * Returns by how much the machine's clock is ahead of the expected time, negative if it is behind; empty if it is
     * not in doubt.
     */
    public Optional<Duration> jump() {
        if (anchor == null) {
            return Optional.empty();
        }
        Reading reading = read();
        return isDoubted() ? Optional.of(reading.ahead()) : Optional.empty();
    }

    /** Returns the time that the store is to remember for the next start. */
    public TimeSeen seen() {
        return anchor == null ? new TimeSeen(machine.instant(), false) : new TimeSeen(read().expected(), isDoubted());
    }

    private boolean isDoubted() {
        Anchor known = anchor;
        return known != null && known.doubted();
    }

    private Reading read() {
        Anchor known = anchor;
        long now = nanos.getAsLong();
        Instant clock = machine.instant();
        if (known == null) {
            return new Reading(clock, clock);
        }
        Reading reading = new Reading(clock, known.expectedAt(now));
        if (!known.fits(reading.ahead())) {
            doubt(known, reading, now);
            return reading;
        }
        if (known.doubted() || now - known.nanos() > LONGEST_STRETCH.toNanos()) {
            trust(known, new Anchor(clock, now, TOLERANCE, false));
        }
        return new Reading(clock, clock);
    }

    private synchronized void doubt(Anchor known, Reading reading, long now) {
        if (!known.doubted() && known.equals(anchor)) {
            anchor = new Anchor(reading.expected(), now, known.lead(), true);
            LOG.warning("The clock of this machine says " + reading.machine()
                    + ", but by the time that has passed it should be "
                    + reading.expected() + ". No file is deleted by its age or evicted until the clock is right, or"
                    + " until an admin says that it is: followClock of the MXBean Retention.");
        }
    }

    private synchronized void trust(Anchor known, Anchor next) {
        if (known.equals(anchor)) {
            anchor = next;
            if (known.doubted()) {
                LOG.info("The clock of this machine is right again.");
            }
        }
    }

    /** Shows {@link #now} as a {@link Clock}. */
    private final class Dates extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return zone.equals(ZoneOffset.UTC) ? this : Clock.fixed(instant(), zone);
        }

        @Override
        public Instant instant() {
            return now();
        }
    }
}
