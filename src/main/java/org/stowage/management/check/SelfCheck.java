package org.stowage.management.check;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.stowage.config.Settings;
import org.stowage.management.check.Finding.Severity;
import org.stowage.management.health.HealthCheck;
import org.stowage.management.health.HealthState;
import org.stowage.nodes.Nodes;
import org.stowage.retention.RetainingRepository;
import org.stowage.storage.Capacity;

/**
 * Runs the checks for known problems, at the start and when an admin asks. It keeps no state except that of
 * {@link ProxyCheck}.
 */
public final class SelfCheck {

    /** The size of Tomcat's buffers for a slow client, from docs/performance.md. */
    private static final long HEAP_ON_TOMCAT = 64 * 1024;

    private final List<Check> ours;
    private final List<Check> servers;

    private SelfCheck(List<Check> ours, List<Check> servers) {
        this.ours = ours;
        this.servers = servers;
    }

    /**
     * Returns the self-check of a deployment in this process.
     *
     * @param contextPath without a slash at its end
     * @param proxies what requests have shown about proxies
     * @param repository whose store and clock are checked
     * @param nodes of the store; empty if it can have only one
     */
    public static SelfCheck of(
            Supplier<Settings> settings,
            String contextPath,
            Clock clock,
            ProxyCheck proxies,
            RetainingRepository repository,
            Optional<Nodes> nodes) {
        String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
        long heap = System.getProperty("catalina.base") == null ? 0 : HEAP_ON_TOMCAT;
        int shards = repository.listing().shards();
        List<Check> servers = new ArrayList<>(
                List.of(new ListenerCheck(settings, ManagementFactory.getPlatformMBeanServer()), proxies));
        nodes.ifPresent(others -> servers.add(new NodesCheck(others, shards)));
        return new SelfCheck(
                List.of(
                        new SecretCheck(settings, clock, encoding),
                        new PublicUrlCheck(settings, contextPath),
                        storeCheck(settings, repository.capacity()),
                        new MachineCheck(settings, clock, heap),
                        new ClockJumpCheck(repository.clock()::jump)),
                List.copyOf(servers));
    }

    private static Check storeCheck(Supplier<Settings> settings, Capacity store) {
        return settings.get().bucket().isPresent() ? new BucketCheck(store) : new StoreCheck(settings, store, served());
    }

    /** Returns the health check of this server's listeners: down if they refuse uploads that the settings allow. */
    public static HealthCheck listeners(Supplier<Settings> settings) {
        ListenerCheck check = new ListenerCheck(settings, ManagementFactory.getPlatformMBeanServer());
        return () -> check.findings().stream()
                .filter(finding -> finding.code().equals(ListenerCheck.LIMIT))
                .findFirst()
                .map(finding -> HealthState.down("listener", finding.toString()))
                .orElseGet(() -> HealthState.up("listener"));
    }

    /** Returns all findings now, warnings first. */
    public List<Finding> findings() {
        return sorted(Stream.concat(ours.stream(), servers.stream()));
    }

    /** Returns the findings that do not depend on the MBeans of the server, which may not exist yet. */
    public List<Finding> ownFindings() {
        return sorted(ours.stream());
    }

    /** Returns the other findings, which depend on the MBeans of the server, on requests, and on other nodes. */
    public List<Finding> serversFindings() {
        return sorted(servers.stream());
    }

    private static List<Finding> sorted(Stream<Check> checks) {
        List<Finding> all = new ArrayList<>(
                checks.flatMap(check -> check.findings().stream()).toList());
        all.sort((one, other) -> other.severity().compareTo(one.severity()));
        return List.copyOf(all);
    }

    /** Tells whether there is a warning. */
    static boolean hasWarning(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.WARNING);
    }

    private static List<Path> served() {
        return Stream.of(folder("jboss.server.base.dir", "deployments"), folder("catalina.base", "webapps"))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Path> folder(String property, String name) {
        return Optional.ofNullable(System.getProperty(property))
                .map(base -> Path.of(base, name).toAbsolutePath());
    }
}
