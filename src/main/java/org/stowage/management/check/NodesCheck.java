package org.stowage.management.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.stowage.nodes.Membership;
import org.stowage.nodes.NodeSeen;
import org.stowage.nodes.Nodes;

/**
 * Which other nodes share the store, and whether they live and have the same version and settings.
 *
 * @param nodes of the store
 * @param shards how many shards the store has
 */
record NodesCheck(Nodes nodes, int shards) implements Check {

    @Override
    public List<Finding> findings() {
        Membership membership = nodes.membership();
        List<Finding> findings = new ArrayList<>();
        if (!membership.isInContact()) {
            findings.add(lost(membership));
        }
        for (NodeSeen node : membership.others()) {
            findings.add(node.isAlive() ? alive(node, membership) : dead(node));
            if (node.isAlive()) {
                findings.addAll(differences(node));
            }
        }
        return findings;
    }

    private Finding lost(Membership membership) {
        String since = membership.sinceContact() == null
                ? "have not been met yet"
                : "were last met " + seconds(membership.sinceContact()) + " s ago";
        return Finding.warning(
                "nodes-unknown",
                "The other nodes of the store " + since + (nodes.trouble().isEmpty() ? "" : ": " + nodes.trouble())
                        + ". This node counts its own uploads only, so quotas may be exceeded.",
                "let this server reach the database that stowage.catalog names");
    }

    private Finding alive(NodeSeen node, Membership membership) {
        return Finding.note(
                "node",
                "Node " + name(node) + " was met " + seconds(node.age()) + " s ago and works on "
                        + membership.share(node, shards) + " of " + shards + " shards.",
                "nothing to do");
    }

    private static Finding dead(NodeSeen node) {
        return Finding.warning(
                "node-dead",
                "Node " + name(node) + " was last met " + seconds(node.age())
                        + " s ago. The others do its work, and count what it has told.",
                "start it again; if it is gone for good, it is forgotten after a day");
    }

    private List<Finding> differences(NodeSeen node) {
        List<Finding> findings = new ArrayList<>();
        if (!node.who().version().equals(nodes.own().version())) {
            findings.add(Finding.warning(
                    "node-version",
                    "Node " + name(node) + " has version "
                            + Finding.visible(node.who().version()) + ", this one has "
                            + nodes.own().version() + ".",
                    "the same version on all nodes, once the upgrade is over"));
        }
        if (!node.state().settings().equals(nodes.state().settings())) {
            findings.add(Finding.warning(
                    "node-settings",
                    "Node " + name(node) + " has other rules, quotas or tenants than this one, so what is refused or"
                            + " deleted depends on the node.",
                    "the same stowage settings on all nodes"));
        }
        return findings;
    }

    private static String name(NodeSeen node) {
        return Finding.visible(node.who().place());
    }

    private static long seconds(Duration time) {
        return time.toSeconds();
    }
}
