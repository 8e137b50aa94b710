package org.stowage.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which node does which work. */
final class MembershipTest {

    private static final int SHARDS = 256;
    private static final Duration NOW = Duration.ZERO;
    private static final Duration DEAD = NodeSeen.LEASE.plusMillis(1);

    private static NodeSeen node(String id, Duration age, boolean sweeping) {
        NodeIdentity who = new NodeIdentity(id, "place of " + id, "1");
        return new NodeSeen(who, new NodeReport.State("", sweeping), Instant.EPOCH, age, 1);
    }

    private static Membership of(String own, NodeSeen... nodes) {
        return new Membership(own, List.of(nodes), NOW);
    }

    @Test
    void everyShardBelongsToOneNodeAndMovesOnlyWhenItsNodeGoes() {
        NodeSeen a = node("a", NOW, true);
        NodeSeen b = node("b", NOW, true);
        NodeSeen c = node("c", NOW, true);
        BitSet all = new BitSet();
        for (NodeSeen node : List.of(a, b, c)) {
            BitSet ours = of(node.id(), a, b, c).shards(SHARDS);
            assertThat(ours.intersects(all)).isFalse();
            assertThat(ours.cardinality()).isBetween(50, 130).isEqualTo((int)
                    of("b", a, b, c).share(node, SHARDS));
            all.or(ours);
        }
        assertThat(all.cardinality()).isEqualTo(SHARDS);

        BitSet before = of("a", a, b, c).shards(SHARDS);
        BitSet after = of("a", a, b, node("c", DEAD, true)).shards(SHARDS);
        before.andNot(after);
        assertThat(before.isEmpty()).isTrue();
    }

    @Test
    void nodeThatCannotSweepHasNoWorkUnlessNobodyCan() {
        NodeSeen a = node("a", NOW, true);
        NodeSeen idle = node("b", NOW, false);
        assertThat(of("a", a, idle).shards(SHARDS).cardinality()).isEqualTo(SHARDS);
        assertThat(of("b", a, idle).shards(SHARDS).isEmpty()).isTrue();
        assertThat(of("b", node("a", NOW, false), idle).shards(SHARDS).cardinality())
                .isEqualTo(SHARDS);
        assertThat(of("a", a, idle).alive()).isEqualTo(2);
    }

    @Test
    void nodeWithoutContactIsAlone() {
        NodeSeen a = node("a", NOW, true);
        NodeSeen b = node("b", NOW, true);
        Stream.of(new Membership("a", List.of(a, b), DEAD), new Membership("a", List.of(), null), Membership.ALONE)
                .forEach(alone -> {
                    assertThat(alone.shards(SHARDS).cardinality()).isEqualTo(SHARDS);
                    assertThat(alone.isOurs("anything")).isTrue();
                    assertThat(alone.alive()).isEqualTo(1);
                });
        assertThat(Membership.ALONE.isInContact()).isTrue();
    }
}
