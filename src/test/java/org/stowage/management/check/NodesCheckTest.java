package org.stowage.management.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stowage.management.health.HealthState;
import org.stowage.management.health.NodesHealth;
import org.stowage.nodes.ChangedUsage;
import org.stowage.nodes.NodeContact;
import org.stowage.nodes.NodeIdentity;
import org.stowage.nodes.NodeReport;
import org.stowage.nodes.NodeSeen;
import org.stowage.nodes.NodeTable;
import org.stowage.nodes.Nodes;
import org.stowage.nodes.ReservedBytes;
import org.stowage.nodes.SharedUsage;

/** What an admin sees of the other nodes. */
@Timeout(60)
final class NodesCheckTest {

    private static final NodeIdentity OWN = new NodeIdentity("a", "one:/srv/upload", "1.0");
    private static final NodeReport.State STATE = new NodeReport.State("same settings", true);

    private final AtomicLong later = new AtomicLong();
    private volatile boolean away;
    private volatile List<NodeSeen> present = List.of();
    private final Nodes nodes =
            new Nodes(OWN, new Table(), new NoUsage(), () -> STATE, () -> System.nanoTime() + later.get());

    @AfterEach
    void end() {
        nodes.close();
    }

    private void meet(NodeSeen... others) throws Exception {
        present = List.of(others);
        nodes.start();
        while (nodes.membership().sinceContact() == null) {
            Thread.sleep(5);
        }
    }

    private List<String> lines() {
        return new NodesCheck(nodes, 256).findings().stream().map(Finding::line).toList();
    }

    private static NodeSeen node(String version, String settings, int seconds) {
        return new NodeSeen(
                new NodeIdentity("b", "two:/srv/upload", version),
                new NodeReport.State(settings, true),
                Instant.EPOCH,
                Duration.ofSeconds(seconds),
                1);
    }

    @Test
    void onlyNodeHasNothingToSay() throws Exception {
        meet(seen());
        assertThat(lines()).isEmpty();
    }

    private static NodeSeen seen() {
        return new NodeSeen(OWN, STATE, Instant.EPOCH, Duration.ZERO, 1);
    }

    @Test
    void otherNodeIsListedWithItsShareOfTheWork() throws Exception {
        meet(seen(), node("1.0", "same settings", 1));
        assertThat(lines())
                .singleElement()
                .asString()
                .matches("NOTE node: Node two:/srv/upload was met 1 s ago and works on 1[0-9]{2} of 256 shards\\..*");
    }

    @Test
    void deadNodeAndOneOfAnotherVersionOrOtherSettingsIsAWarning() throws Exception {
        meet(seen(), node("1.1", "other settings", 1));
        assertThat(lines()).hasSize(3);
        assertThat(lines().get(1))
                .startsWith("WARNING node-version: Node two:/srv/upload has version 1.1, this one has 1.0");
        assertThat(lines().get(2))
                .startsWith("WARNING node-settings: Node two:/srv/upload has other rules, quotas or tenants");
        later.addAndGet(NodeSeen.LEASE.toNanos() - 2_000_000_000L);
        present = List.of(seen(), node("1.0", "same settings", 20));
        awaitWarning("WARNING node-dead: Node two:/srv/upload was last met 2");
    }

    @Test
    void nodeThatHasLostTheOthersSaysWhyAndHealthStaysUp() throws Exception {
        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith("WARNING nodes-unknown: The other nodes of the store have not been met yet.");
        meet(seen(), node("1.0", "same settings", 1));
        assertThat(NodesHealth.of(nodes::membership).look())
                .isEqualTo(new HealthState("nodes", true, Map.of("alive", 2L, "alone", false)));
        away = true;
        later.addAndGet(Duration.ofMinutes(1).toNanos());
        awaitWarning("WARNING nodes-unknown: The other nodes of the store were last met 6");
        assertThat(lines().get(0)).contains(" s ago: the table is away. This node counts its own uploads only");
        assertThat(NodesHealth.of(nodes::membership).look())
                .isEqualTo(new HealthState("nodes", true, Map.of("alive", 1L, "alone", true)));
    }

    private void awaitWarning(String start) throws InterruptedException {
        while (lines().stream().noneMatch(line -> line.startsWith(start))
                || (away && nodes.trouble().isEmpty())) {
            Thread.sleep(20);
        }
    }

    private final class Table implements NodeTable {

        @Override
        public NodeContact meet(NodeIdentity own, NodeReport report, Map<String, Long> beats) throws IOException {
            if (away) {
                throw new IOException("the table is away");
            }
            return new NodeContact(present, List.of(), List.of(), beats);
        }

        @Override
        public void leave(NodeIdentity own) {}
    }

    private static final class NoUsage implements SharedUsage {

        @Override
        public List<ChangedUsage> changed() {
            return List.of();
        }

        @Override
        public void told(List<ChangedUsage> changes) {}

        @Override
        public List<ReservedBytes> reserved() {
            return List.of();
        }

        @Override
        public long first() {
            return 1;
        }

        @Override
        public void heard(NodeContact contact) {}
    }
}
