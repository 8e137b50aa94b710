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
 * The time by which files are stored and deleted, also while the clock of the machine is wrong. It follows that clock as long
 * as it goes along with the time that has really passed. When the clock jumps, it is doubted until it is back or an admin says
 * that it is right; after a restart it is compared with the time that the store has seen.
 *
 * <p>In doubt there are two times, the clock's and the one that should be. What must not happen too early, a deletion, goes by
 * the earlier; what must not be dated too early, a file, a tombstone and the day of a quota, by the later. So a jump
 * deletes nothing and lifts no quota, whichever of the two is right.
 *
 * <p>Safe for any number of threads. Somebody must ask now and then, or a jump there and back is not seen, which is no harm.
 */
public final class TrustedClock {

    /** A smaller jump is a correction. */
    static final Duration TOLERANCE = Duration.ofHours(1);

    /** A server may be down for so long; its clock is still taken for right. */
    static final Duration LONGEST_DOWNTIME = Duration.ofDays(7);

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");

    /** Small corrections add up: the clock is compared with a moment not longer ago than this. */
    private static final Duration LONGEST_STRETCH = Duration.ofMinutes(1);

    private final Clock machine;
    private final LongSupplier nanos;
    private volatile @Nullable Anchor anchor;

    /**
     * Nothing is due before {@link #begin}.
     *
     * @param machine the clock that may jump
     * @param nanos the time that passes, as {@link System#nanoTime}
     */
    public TrustedClock(Clock machine, LongSupplier nanos) {
        this.machine = machine;
        this.nanos = nanos;
    }

    /**
     * A moment at which the time was known.
     *
     * @param time then
     * @param nanos then
     * @param lead how much further than what has passed the clock may be
     * @param doubted whether the clock has been off since
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
     * Two times that are the same unless the clock is doubted.
     *
     * @param machine what the clock says
     * @param expected what it should say
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

    /** Begins to follow the clock, unless it cannot be right by what the store has seen. */
    public void begin(Optional<TimeSeen> seen) {
        long now = nanos.getAsLong();
        anchor = seen.map(last -> new Anchor(last.time(), now, last.doubted() ? TOLERANCE : LONGEST_DOWNTIME, false))
                .orElseGet(() -> new Anchor(machine.instant(), now, TOLERANCE, false));
        read();
    }

    /** Takes the clock for right from now on. */
    public void follow() {
        anchor = new Anchor(machine.instant(), nanos.getAsLong(), TOLERANCE, false);
        LOG.info(() -> "The clock, which says " + machine.instant() + ", is taken for right by an admin's order.");
    }

    /** Returns the time that decides whether something is old enough to go. */
    public Instant due() {
        return anchor == null ? Instant.EPOCH : read().earlier();
    }

    /** Returns the time by which something new is dated. */
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

    /** Returns by how much the clock is ahead of the time that should be, if it is doubted; negative if it is behind. */
    public Optional<Duration> jump() {
        if (anchor == null) {
            return Optional.empty();
        }
        Reading reading = read();
        return isDoubted() ? Optional.of(reading.ahead()) : Optional.empty();
    }

    /** Returns what the store is to remember for the next start. */
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

    /** The view for those who date something. */
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
