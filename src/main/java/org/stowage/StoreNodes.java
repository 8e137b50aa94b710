package org.stowage;

import java.util.Optional;
import org.stowage.nodes.Membership;
import org.stowage.nodes.Nodes;

/**
 * The nodes of the store.
 *
 * @param nodes empty if the catalog is in a folder: then this node meets no others
 */
record StoreNodes(Optional<Nodes> nodes) {

    Membership membership() {
        return nodes.map(Nodes::membership).orElse(Membership.ALONE);
    }

    void start() {
        nodes.ifPresent(Nodes::start);
    }
}
