package org.stowage.management.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A costly check whose result is kept for a few seconds. Of the threads that ask at the same time one runs the check;
 * the others wait for its result, but not longer than a timeout. If the disk hangs, they return a state that says so.
 */
final class CachedHealthCheck implements HealthCheck {

    private final String name;
    private final HealthCheck check;
    private final Duration freshness;
    private final Duration timeout;
    private final Clock clock;
    private final ReentrantLock running = new ReentrantLock();

    private volatile @Nullable Cached last;

    private record Cached(HealthState state, Instant at) {}

    /**
     * Wraps the costly check.
     *
     * @param freshness how long its result is kept
     * @param timeout how long other threads wait for the result
     */
    CachedHealthCheck(String name, HealthCheck check, Duration freshness, Duration timeout, Clock clock) {
        this.name = name;
        this.check = check;
        this.freshness = freshness;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    public HealthState look() {
        Cached cached = last;
        if (cached != null && isFresh(cached)) {
            return cached.state();
        }
        try {
            if (running.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                return runAlone();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return HealthState.down(name, "It has not answered for " + timeout.toSeconds() + " seconds.");
    }

    private HealthState runAlone() {
        try {
            Cached cached = last;
            if (cached != null && isFresh(cached)) {
                return cached.state();
            }
            HealthState state = check.look();
            last = new Cached(state, clock.instant());
            return state;
        } finally {
            running.unlock();
        }
    }

    /** If the clock was set back, the result counts as too old; otherwise it could stay fresh for ever. */
    private boolean isFresh(Cached cached) {
        Duration age = Duration.between(cached.at(), clock.instant());
        return !age.isNegative() && age.compareTo(freshness) < 0;
    }
}
