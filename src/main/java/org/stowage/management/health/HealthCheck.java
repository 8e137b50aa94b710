package org.stowage.management.health;

/** One thing that must be right for uploads to succeed. Safe for any number of threads. */
@FunctionalInterface
public interface HealthCheck {

    /** Looks, and waits for a disk at most. */
    HealthState look();
}
