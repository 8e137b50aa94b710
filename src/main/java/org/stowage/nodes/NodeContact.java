package org.stowage.nodes;

import java.util.List;
import java.util.Map;

/**
 * What a node hears at one contact.
 *
 * @param nodes all nodes of the store, also the asking one and dead ones
 * @param changes of other nodes, as far as they are new
 * @param reserved what other nodes that live have reserved
 * @param beats the number of the last contact of each other node whose changes are known by now
 */
public record NodeContact(
        List<NodeSeen> nodes, List<ChangedUsage> changes, List<ReservedBytes> reserved, Map<String, Long> beats) {

    /** Copies all. */
    public NodeContact {
        nodes = List.copyOf(nodes);
        changes = List.copyOf(changes);
        reserved = List.copyOf(reserved);
        beats = Map.copyOf(beats);
    }
}
