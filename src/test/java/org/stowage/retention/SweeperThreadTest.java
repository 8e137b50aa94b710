package org.stowage.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.audit.AuditLog;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.sweep.Sweeper;

/** The thread of the sweeper ends with its deployment, and not because of a failure. */
@Timeout(120)
final class SweeperThreadTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The 256th part of six hours. */
    private static final Duration SLOT = Duration.ofSeconds(85);

    @TempDir
    private Path folder;

    private final FaultyStore faulty = new FaultyStore();
    private final AtomicInteger failures = new AtomicInteger();
    private RetainedStore store;
    private Sweeper sweeper;

    @BeforeEach
    void open() throws IOException {
        store = new RetainedStore(folder, new RetentionRules(List.of()), Quotas.NONE, AuditLog.silent(), faulty);
        sweeper = store.sweeper();
    }

    @AfterEach
    void close() {
        sweeper.close();
        store.close();
    }

    /** What the thread calls within a shard, and between shards. */
    @ParameterizedTest
    @ValueSource(strings = {"walk", "shards", "bans"})
    void errorsDoNotEndIt(String method) throws Exception {
        sweeper.start();
        await(() -> sweeper.lastShard() >= 0);
        faulty.breakDown(method, argument -> {
            failures.incrementAndGet();
            throw new NoClassDefFoundError("org/stowage/Missing");
        });
        await(() -> {
            store.pass(SLOT);
            return failures.get() > 2;
        });
        faulty.mend();
        int before = sweeper.lastShard();
        await(() -> {
            store.pass(SLOT);
            return sweeper.lastShard() != before;
        });
    }

    @Test
    void errorsWhileItCountsAtTheStartDoNotEndIt() throws Exception {
        store.store("a/b", 10, null);
        faulty.breakDown("walk", shard -> {
            failures.incrementAndGet();
            throw new OutOfMemoryError("as a test wants it");
        });
        sweeper.start();
        await(() -> failures.get() > 2);
        faulty.mend();
        await(() -> {
            store.pass(SLOT);
            return store.repository().usage().complete();
        });
        assertThat(store.repository().usage().bytes()).isEqualTo(10);
    }

    @Test
    void itIsLateWhenNothingCouldBeSweptForLong() throws Exception {
        sweeper.start();
        await(() -> sweeper.lastShard() >= 0);
        assertThat(sweeper.isLate()).isFalse();
        faulty.breakDown("all", kind -> {
            throw new IOException("Input/output error");
        });
        store.pass(Duration.ofHours(23));
        assertThat(sweeper.isLate()).isFalse();
        store.pass(Duration.ofHours(2));
        assertThat(sweeper.isLate()).isTrue();
        faulty.mend();
        await(() -> {
            store.pass(SLOT);
            return !sweeper.isLate();
        });
    }

    /** The clock says that a year has passed without a sweep, but no time has passed. */
    @Test
    void clockThatIsSetMakesItNotLate() throws Exception {
        sweeper.start();
        await(() -> sweeper.lastShard() >= 0);
        faulty.breakDown("walk", shard -> {
            throw new IOException("Input/output error");
        });
        store.jump(Duration.ofDays(365));
        store.repository().followClock();
        assertThat(sweeper.isLate()).isFalse();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
