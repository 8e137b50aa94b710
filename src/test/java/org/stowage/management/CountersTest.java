package org.stowage.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;

/** What is counted, and who can see it. */
final class CountersTest {

    private final Counters counters = new Counters();

    @Test
    void storedFilesAreCountedByContractAndSecret() {
        counters.stored("v1", "", "default");
        counters.stored("v1", "montague", "y2026");
        counters.stored("jwt", "montague", "y2026");
        assertThat(counters.getStoredByContract()).isEqualTo(Map.of("v1", 2L, "jwt", 1L));
        assertThat(counters.getStoredBySecret()).isEqualTo(Map.of("default", 1L, "montague/y2026", 2L));
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
        assertThat(counters.getRefusedByCode()).isEqualTo(Map.of("bad-token", 80_000L));
    }

    @Test
    void countersAreSeenOverJmxWhileTheyAreRegistered() throws Exception {
        counters.refused("exists");
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("org.stowage:type=Uploads,context=\"/test/\"");
        try (Registration registration = new Registration(counters, "Uploads", "/test")) {
            assertThat(registration).isNotNull();
            TabularData refused = (TabularData) server.getAttribute(name, "RefusedByCode");
            assertThat(refused.containsKey(new Object[] {"exists"})).isTrue();
            assertThatIllegalStateException().isThrownBy(() -> new Registration(counters, "Uploads", "/test"));
        }
        assertThat(server.isRegistered(name)).isFalse();
    }
}
