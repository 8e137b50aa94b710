package org.stowage.management.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/** Which conditions the checks report, how often they run, and the JSON of the answer. */
@Timeout(60)
final class HealthTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path base;

    @Test
    void allThatIsRightIsUp() {
        HealthReport report = new Health(List.of(() -> HealthState.up("a"), () -> HealthState.up("b"))).ready();
        assertThat(report.isUp()).isTrue();
        assertThat(report.answer().status()).isEqualTo(200);
        assertThat(report.answer().body())
                .isEqualTo(
                        "{\"status\":\"UP\",\"checks\":[{\"name\":\"a\",\"status\":\"UP\"},{\"name\":\"b\",\"status\":\"UP\"}]}");
    }

    @Test
    void oneThatIsWrongIsDown() {
        HealthReport report =
                new Health(List.of(() -> HealthState.up("a"), () -> HealthState.down("b", "It is not."))).ready();
        assertThat(report.answer().status()).isEqualTo(503);
        assertThat(report.answer().body())
                .startsWith("{\"status\":\"DOWN\"")
                .contains("{\"name\":\"b\",\"status\":\"DOWN\",\"data\":{\"error\":\"It is not.\"}}");
    }

    @Test
    void sweepThatIsLateIsDown() {
        Instant last = Instant.parse("2026-11-21T00:00:00Z");
        assertThat(SweepHealth.of(() -> false, () -> last).look())
                .isEqualTo(new HealthState("sweep", true, Map.of("last", "2026-11-21T00:00:00Z")));
        assertThat(SweepHealth.of(() -> true, () -> last).look().up()).isFalse();
    }

    @Test
    void errorOfTheVirtualMachineIsDownForAMinute() {
        assertThat(ErrorHealth.of(Optional::empty).look().up()).isTrue();
        assertThat(ErrorHealth.of(() -> Optional.of(Duration.ofSeconds(59)))
                        .look()
                        .up())
                .isFalse();
        assertThat(ErrorHealth.of(() -> Optional.of(Duration.ofMinutes(1)))
                        .look()
                        .up())
                .isTrue();
    }

    @Test
    void checkThatMeetsAnErrorIsDown() {
        HealthReport report = new Health(List.of(() -> {
                    throw new NoClassDefFoundError("org/stowage/Missing");
                }))
                .ready();
        assertThat(report.isUp()).isFalse();
    }

    @Test
    void checkThatFailsIsDownAndTellsNothing() {
        HealthReport report = new Health(List.of(() -> {
                    throw new IllegalStateException("/secret/path");
                }))
                .ready();
        assertThat(report.answer().status()).isEqualTo(503);
        assertThat(report.answer().body()).doesNotContain("secret");
    }

    @Test
    void storeThatCanBeWrittenIsUpAndKeepsNothingOfIt() throws Exception {
        try (LocalRepository store = LocalRepository.open(base, Durability.FSYNC, CLOCK)) {
            long before = files();
            assertThat(StoreHealth.of(store.capacity(), () -> 1, CLOCK))
                    .extracting(HealthCheck::look)
                    .allMatch(HealthState::up)
                    .extracting(HealthState::name)
                    .containsExactly("store", "space", "clock");
            assertThat(files()).isEqualTo(before);
        }
    }

    @Test
    void storeThatIsGoneIsDownWithoutItsPath() throws Exception {
        Path gone = base.resolve("gone");
        try (LocalRepository store = LocalRepository.open(gone, Durability.NONE, CLOCK)) {
            Files.move(gone, base.resolve("elsewhere"));
            HealthState state = StoreHealth.writable(store.capacity(), CLOCK).look();
            assertThat(state.up()).isFalse();
            assertThat(state.data().toString()).contains("mount it").doesNotContain(base.toString());
            assertThat(StoreHealth.space(store.capacity(), () -> 1).look().up()).isFalse();
            Files.move(base.resolve("elsewhere"), gone);
        }
    }

    @Test
    void tooLittleSpaceIsDown() throws Exception {
        try (LocalRepository store = LocalRepository.open(base, Durability.NONE, CLOCK)) {
            AtomicLong floor = new AtomicLong(Long.MAX_VALUE);
            HealthCheck space = StoreHealth.space(store.capacity(), floor::get);
            assertThat(space.look().up()).isFalse();
            assertThat(space.look().data()).containsEntry("floor", Long.MAX_VALUE);
            floor.set(0);
            assertThat(space.look().up()).isTrue();
        }
    }

    @Test
    void clockThatWasNeverSetIsDown() {
        assertThat(StoreHealth.clock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                        .look()
                        .up())
                .isFalse();
        assertThat(StoreHealth.clock(CLOCK).look())
                .isEqualTo(new HealthState("clock", true, Map.of("now", "2026-11-22T00:00:00Z")));
    }

    @Test
    void findingHoldsForAWhileAndNotForEver() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T00:00:00Z"));
        AtomicInteger looks = new AtomicInteger();
        HealthCheck check = recent(looks, new MovingClock(now), Duration.ofSeconds(5));
        check.look();
        now.updateAndGet(time -> time.plusSeconds(4));
        check.look();
        assertThat(looks).hasValue(1);
        now.updateAndGet(time -> time.plusSeconds(1));
        check.look();
        assertThat(looks).hasValue(2);
        now.updateAndGet(time -> time.minusSeconds(3600));
        check.look();
        assertThat(looks).as("a clock that was set back").hasValue(3);
    }

    @Test
    void ofManyWhoAskAtOnceOneLooks() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        HealthCheck check = recent(looks, CLOCK, Duration.ofSeconds(30));
        List<Thread> threads =
                Stream.generate(() -> new Thread(check::look)).limit(32).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(looks).hasValue(1);
    }

    @Test
    void whoAsksWhileADiskHangsIsToldSo() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        HealthCheck check = new CachedHealthCheck(
                "disk",
                () -> {
                    begun.countDown();
                    await(end);
                    return HealthState.up("disk");
                },
                Duration.ofSeconds(5),
                Duration.ofMillis(50),
                CLOCK);
        Thread hanging = new Thread(check::look);
        hanging.start();
        begun.await();
        assertThat(check.look().up()).isFalse();
        end.countDown();
        hanging.join();
        assertThat(check.look().up()).isTrue();
    }

    private static HealthCheck recent(AtomicInteger looks, Clock clock, Duration patience) {
        HealthCheck counted = () -> {
            looks.incrementAndGet();
            return HealthState.up("x");
        };
        return new CachedHealthCheck("x", counted, Duration.ofSeconds(5), patience, clock);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long files() throws Exception {
        try (Stream<Path> all = Files.walk(base)) {
            return all.count();
        }
    }

    /** A clock that a test sets. */
    private static final class MovingClock extends Clock {

        private final AtomicReference<Instant> now;

        MovingClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return Objects.requireNonNull(now.get());
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
