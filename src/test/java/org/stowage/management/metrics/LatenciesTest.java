package org.stowage.management.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Percentiles and rates of recent requests, by a clock that the test sets. */
final class LatenciesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    /** {@code nanoTime} may begin anywhere, below zero too. */
    private final AtomicLong nanos = new AtomicLong(-Duration.ofMinutes(2).toNanos() + 17);

    private final Latencies latencies = new Latencies(nanos::get);

    @Test
    void nothingTakesNoTime() {
        assertThat(latencies.millis(.5)).isZero();
        assertThat(latencies.perSecond(MINUTE)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {.001, .007, .008, .016, .1, 1, 12.3, 100, 999, 60_000, 86_400_000})
    void aTimeIsToldWithinSixPercentOrAMicrosecond(double millis) {
        take(millis, 1);
        assertThat(latencies.millis(.5)).isCloseTo(millis, within(millis * .0625 + .001));
    }

    @Test
    void percentilesAreWhatSoManyDidNotExceed() {
        for (int millis = 1; millis <= 1000; millis++) {
            take(millis, 1);
        }
        assertThat(latencies.millis(.5)).isCloseTo(500, Percentage.withPercentage(7));
        assertThat(latencies.millis(.95)).isCloseTo(950, Percentage.withPercentage(7));
        assertThat(latencies.millis(.99)).isCloseTo(990, Percentage.withPercentage(7));
    }

    @Test
    void theLongestAndImpossibleTimesHaveAPlace() {
        latencies.add(Long.MAX_VALUE, nanos.get());
        latencies.add(-5, nanos.get());
        assertThat(latencies.millis(1)).isPositive();
        assertThat(latencies.millis(.1)).isLessThan(.001);
    }

    @Test
    void whatIsOlderThanFiveMinutesIsForgotten() {
        take(10_000, 100);
        pass(Duration.ofMinutes(4));
        take(1, 1);
        assertThat(latencies.millis(.95)).isCloseTo(10_000, Percentage.withPercentage(7));
        pass(Duration.ofSeconds(70));
        assertThat(latencies.millis(.95)).isCloseTo(1, Percentage.withPercentage(7));
        pass(Duration.ofHours(5));
        assertThat(latencies.millis(.95)).isZero();
    }

    @Test
    void rateIsThatOfTheTimeSinceTheStartAtFirst() {
        take(1, 30);
        pass(Duration.ofSeconds(10));
        assertThat(latencies.perSecond(MINUTE)).isEqualTo(3);
        assertThat(latencies.perSecond(FIVE_MINUTES)).isEqualTo(3);
    }

    @Test
    void rateIsThatOfAMinuteOrFiveLater() {
        pass(Duration.ofMinutes(10));
        for (int second = 0; second < 300; second++) {
            take(1, second < 240 ? 2 : 4);
            pass(Duration.ofSeconds(1));
        }
        assertThat(latencies.perSecond(MINUTE)).isCloseTo(4, within(.2));
        assertThat(latencies.perSecond(FIVE_MINUTES)).isCloseTo(2.4, within(.1));
    }

    @Test
    void nothingIsLostBetweenThreads() throws InterruptedException {
        Thread[] threads = new Thread[8];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int count = 0; count < 10_000; count++) {
                    latencies.add(1000, nanos.addAndGet(1_000_000));
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(latencies.perSecond(FIVE_MINUTES)).isCloseTo(1000, within(.1));
    }

    private void take(double millis, int times) {
        for (int i = 0; i < times; i++) {
            latencies.add((long) (millis * 1_000_000), nanos.get());
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
