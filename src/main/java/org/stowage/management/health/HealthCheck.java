package org.stowage.management.health;

/** A check of one condition that uploads need. Safe for any number of threads. */
@FunctionalInterface
public interface HealthCheck {

    /** Returns the state now. May wait for a disk, but for nothing slower. */
    HealthState look();
}
