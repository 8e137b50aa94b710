package org.stowage.management.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;
import org.stowage.management.Registration;
import org.stowage.storage.ContentCache;

/** The counters, and the MXBean that shows them. */
final class CountersTest {

    private final AtomicLong nanos = new AtomicLong(-1_000_000_000_000L);
    private final Counters counters = new Counters(nanos::get);
    private final UploadsView shown = new UploadsView(counters, ContentCache.off());

    @Test
    void storedFilesAreCountedByContractAndSecret() {
        counters.stored("v1", "", "default", 0);
        counters.stored("v1", "montague", "y2026", 0);
        counters.stored("jwt", "montague", "y2026", 0);
        assertThat(shown.getStoredByContract()).isEqualTo(Map.of("v1", 2L, "jwt", 1L));
        assertThat(shown.getStoredBySecret()).isEqualTo(Map.of("default", 1L, "montague/y2026", 2L));
    }

    @Test
    void refusalsAreCountedByCodeFromManyThreads() throws InterruptedException {
        Thread[] threads = new Thread[8];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int count = 0; count < 10_000; count++) {
                    counters.refused("bad-token");
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(shown.getRefusedByCode()).isEqualTo(Map.of("bad-token", 80_000L));
    }

    @Test
    void countersAreSeenOverJmxWhileTheyAreRegistered() throws Exception {
        counters.refused("exists");
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("org.stowage:type=Uploads,context=\"/test/\"");
        try (Registration registration =
                Registration.of(shown, "Uploads", "/test", "host").orElseThrow()) {
            assertThat(registration).isNotNull();
            TabularData refused = (TabularData) server.getAttribute(name, "RefusedByCode");
            assertThat(refused.containsKey(new Object[] {"exists"})).isTrue();
        }
        assertThat(server.isRegistered(name)).isFalse();
    }

    @Test
    void errorsAreCountedAndTheLastIsRemembered() {
        assertThat(counters.timeSinceError()).isEmpty();
        counters.failed();
        assertThat(counters.timeSinceError()).isPresent();
        assertThat(new Metrics(counters, "1", Instant.EPOCH).text("").bytes())
                .asString(StandardCharsets.UTF_8)
                .contains("stowage_errors_total 1");
    }
}
