package org.stowage.management.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A check that costs something: what it has found holds for a few seconds, however many ask. Of those who ask at the same time
 * one looks; the others wait for it, but not for long: of a disk that hangs they are told that it does.
 */
final class RecentCheck implements HealthCheck {

    private final String name;
    private final HealthCheck check;
    private final Duration freshness;
    private final Duration patience;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();

    private volatile @Nullable Found last;

    private record Found(HealthState state, Instant at) {}

    /**
     * Takes the costly one.
     *
     * @param freshness how long its finding holds
     * @param patience how long others wait for it
     */
    RecentCheck(String name, HealthCheck check, Duration freshness, Duration patience, Clock clock) {
        this.name = name;
        this.check = check;
        this.freshness = freshness;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public HealthState look() {
        Found found = last;
        if (found != null && isFresh(found)) {
            return found.state();
        }
        try {
            if (looking.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return lookAlone();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return HealthState.down(name, "It has not answered for " + patience.toSeconds() + " seconds.");
    }

    private HealthState lookAlone() {
        try {
            Found found = last;
            if (found != null && isFresh(found)) {
                return found.state();
            }
            HealthState state = check.look();
            last = new Found(state, clock.instant());
            return state;
        } finally {
            looking.unlock();
        }
    }

    /** A clock that was set back makes nothing fresh for ever. */
    private boolean isFresh(Found found) {
        Duration age = Duration.between(found.at(), clock.instant());
        return !age.isNegative() && age.compareTo(freshness) < 0;
    }
}
