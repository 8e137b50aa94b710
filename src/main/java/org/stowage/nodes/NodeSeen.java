package org.stowage.nodes;

import java.time.Duration;
import java.time.Instant;

/**
 * A node as the table shows it.
 *
 * @param who it is
 * @param state what it told last
 * @param started its first contact, by the clock of the table
 * @param age the time since its last contact, by the clock of the table
 * @param first the number of the first batch whose changes it still shows
 */
public record NodeSeen(NodeIdentity who, NodeReport.State state, Instant started, Duration age, long first) {

    /** A node whose last contact is older is dead. */
    public static final Duration LEASE = Duration.ofSeconds(15);

    /** Tells whether the node was heard of within its lease. */
    public boolean isAlive() {
        return age.compareTo(LEASE) <= 0;
    }

    /** Returns the id of the node. */
    public String id() {
        return who.id();
    }

    /** Returns the same node after some time without another contact. */
    NodeSeen after(Duration time) {
        return new NodeSeen(who, state, started, age.plus(time), first);
    }
}
