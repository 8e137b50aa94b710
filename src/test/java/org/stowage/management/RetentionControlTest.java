package org.stowage.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.audit.AuditLog;
import org.stowage.catalog.MemoryEngine;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.SteadyClock;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionPolicy;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.Rule;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.storage.FileKey;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/** Shows usage and sweeps over JMX, as a console reads them. */
final class RetentionControlTest {

    private static final RetentionRules RULES = new RetentionRules(
            List.of(new Rule("brief", Duration.ofMillis(1), null, "brief*", null, null, null, null)));

    @TempDir
    private Path folder;

    @Test
    void usageAndSweepsAreSeenAndOrderedOverJmx() throws Exception {
        Quotas quotas = new Quotas(1000L, null, null, 500L, Map.of("capulet", 100L), true);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("org.stowage:type=Retention,context=\"/test/\"");
        try (RetainingRepository repository = new RetainingRepository(
                        LocalRepository.open(folder, Durability.NONE, Clock.systemUTC()),
                        MemoryEngine.place(folder),
                        () -> new RetentionPolicy(
                                RULES, quotas, Duration.ofHours(6), Duration.ofDays(7), Duration.ofDays(365)),
                        SteadyClock.ofThisMachine(),
                        AuditLog.silent());
                Sweeper sweeper = new Sweeper(repository);
                Registration registration = Registration.of(
                                new RetentionControl(repository, sweeper), "Retention", "/test", "host")
                        .orElseThrow()) {
            assertThat(registration).isNotNull();
            RetentionMXBean bean = JMX.newMXBeanProxy(server, name, RetentionMXBean.class);
            assertThat(bean.isCounted()).isFalse();
            assertThat(bean.getLastSweptShard()).isEqualTo(-1);
            assertThat(bean.getLastSweepFinished()).isEmpty();
            assertThat(bean.sweepNow()).isEqualTo("0 files, 0 bytes; tombstones: 0");
            showsUsage(bean, repository);
            removesWhatItHasAnnounced(bean);
        }
        assertThat(server.isRegistered(name)).isFalse();
    }

    private static void showsUsage(RetentionMXBean bean, RetainingRepository repository) throws IOException {
        store(repository, "a/kept.bin");
        store(repository, "a/brief one.bin");
        assertThat(bean.isCounted()).isTrue();
        assertThat(bean.getFiles()).isEqualTo(2);
        assertThat(bean.getBytes()).isEqualTo(20);
        assertThat(bean.getReservedBytes()).isZero();
        assertThat(bean.getBytesByTenant()).isEqualTo(Map.of("", 20L));
        assertThat(bean.getOwners()).isEqualTo(1);
        assertThat(bean.getUsableBytes()).isPositive();
        assertThat(bean.getQuotas()).isEqualTo(Map.of("total", 1000L, "owner-daily", 500L, "tenant.capulet", 100L));
        assertThat(bean.isEvicting()).isTrue();
    }

    private static void removesWhatItHasAnnounced(RetentionMXBean bean) throws Exception {
        Thread.sleep(5);
        assertThat(bean.dryRun())
                .isEqualTo("1 file, 10 bytes; brief: 1 file, 10 bytes; tombstones: 0\na/brief%20one.bin");
        assertThat(bean.getFiles()).isEqualTo(2);
        assertThat(bean.sweepNow()).startsWith("1 file, 10 bytes; brief:");
        assertThat(bean.getFiles()).isEqualTo(1);
        assertThat(bean.getLastSweepFiles()).isEqualTo(1);
        assertThat(bean.getLastSweepBytes()).isEqualTo(10);
        assertThat(bean.getLastSweepTombstones()).isZero();
        assertThat(bean.getLastSweepUnreadable()).isZero();
        assertThat(bean.getLastSweptShard()).isEqualTo(255);
        assertThat(bean.getLastSweepFinished()).isGreaterThanOrEqualTo(bean.getLastSweepStarted());
    }

    private static StoredFile store(RetainingRepository repository, String path) throws IOException {
        Slot slot = new Slot(new FileKey(path), 10, "a/b", "romeo", null);
        try (PendingUpload upload = repository.begin(slot)) {
            upload.write(ByteBuffer.allocate(10));
            return upload.publish();
        }
    }
}
