package org.stowage.management.health;

import java.util.Map;
import java.util.function.Supplier;
import org.stowage.nodes.Membership;

/** Tells whether the other nodes of the store can be met. Never down, because a node goes on alone. */
public final class NodesHealth {

    private NodesHealth() {}

    /** Returns the check. */
    public static HealthCheck of(Supplier<Membership> nodes) {
        return () -> {
            Membership now = nodes.get();
            return new HealthState("nodes", true, Map.of("alive", now.alive(), "alone", !now.isInContact()));
        };
    }
}
