package org.stowage.nodes;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a store as one of them knows them, and which work is its own.
 *
 * @param own the id of this node
 * @param nodes all that were seen at the last contact, also this one; their ages are as of now
 * @param sinceContact the time since the last contact; null before the first
 */
public record Membership(
        String own, List<NodeSeen> nodes, @Nullable Duration sinceContact) {

    /** The only node of a store: all work is its own. */
    public static final Membership ALONE = new Membership("", List.of(), Duration.ZERO);

    /** Copies the nodes. */
    public Membership {
        nodes = List.copyOf(nodes);
    }

    /** Tells whether this node knows of the others what they have told within the lease. */
    public boolean isInContact() {
        return sinceContact != null && sinceContact.compareTo(NodeSeen.LEASE) <= 0;
    }

    /** Returns the other nodes, the dead ones, too. */
    public List<NodeSeen> others() {
        return nodes.stream().filter(node -> !node.id().equals(own)).toList();
    }

    /** Returns how many nodes live, as far as this one knows; at least 1. */
    public long alive() {
        return isInContact() ? 1 + others().stream().filter(NodeSeen::isAlive).count() : 1;
    }

    /**
     * Tells whether a piece of work is this node's own. The same piece may be another node's own at the same time, while the two
     * do not know the same nodes.
     *
     * @param work a name that is the same on all nodes
     */
    public boolean isOurs(String work) {
        return ownerOf(work).equals(own);
    }

    /** Returns the shards that are this node's own, of so many. */
    public BitSet shards(int count) {
        BitSet ours = new BitSet();
        IntStream.range(0, count).filter(this::isOurs).forEach(ours::set);
        return ours;
    }

    /** Tells whether a shard is this node's own. */
    public boolean isOurs(int shard) {
        return isOurs("shard " + shard);
    }

    /** Returns how many shards, of so many, a node has. */
    public long share(NodeSeen node, int count) {
        return IntStream.range(0, count)
                .filter(shard -> ownerOf("shard " + shard).equals(node.id()))
                .count();
    }

    /** If nobody can work, the work waits for whoever can first, so each keeps it. */
    private String ownerOf(String work) {
        if (!isInContact()) {
            return own;
        }
        Optional<String> owner = nodes.stream()
                .filter(node -> node.isAlive() && node.state().sweeping())
                .map(NodeSeen::id)
                .max(Comparator.comparing(id -> weight(id, work)));
        return owner.orElse(own);
    }

    private static UUID weight(String id, String work) {
        return UUID.nameUUIDFromBytes((id + ' ' + work).getBytes(StandardCharsets.UTF_8));
    }
}
