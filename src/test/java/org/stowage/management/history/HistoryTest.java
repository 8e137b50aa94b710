package org.stowage.management.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.management.history.History.Interval;

final class HistoryTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:34:56Z");
    private static final Amounts ONE = new Amounts(1, 2, 3, 4, Map.of("bad-token", 5L));

    private final History history = new History();

    @Test
    void whatHappensInOneIntervalIsAddedUp() {
        history.add(ONE, NOW);
        history.add(ONE, NOW.plusSeconds(3));
        history.add(ONE, NOW.plusSeconds(4));
        assertThat(history.last(Span.HOUR, NOW.plusSeconds(4)))
                .containsExactly(
                        new Interval(
                                Instant.parse("2026-11-28T12:34:00Z"),
                                new Amounts(2, 4, 6, 8, Map.of("bad-token", 10L))),
                        new Interval(Instant.parse("2026-11-28T12:35:00Z"), ONE));
        assertThat(history.last(Span.DAY, NOW))
                .containsExactly(new Interval(
                        Instant.parse("2026-11-28T12:30:00Z"), new Amounts(3, 6, 9, 12, Map.of("bad-token", 15L))));
        assertThat(history.last(Span.YEAR, NOW))
                .extracting(Interval::begin)
                .containsExactly(Instant.parse("2026-11-28T00:00:00Z"));
    }

    @Test
    void whereNothingHappensNothingIsKept() {
        history.add(Amounts.NONE, NOW);
        history.add(new Amounts(0, 0, 0, 0, Map.of("bad-token", 0L)), NOW);
        assertThat(history.text()).isEqualTo("stowage-history 1\n");
    }

    @ParameterizedTest
    @EnumSource
    void spanEndsNowAndItsSizeIsBounded(Span span) {
        int more = span.intervals() + 10;
        Instant last = NOW.plus(span.interval().multipliedBy(more));
        for (int i = 0; i <= more; i++) {
            history.add(ONE, NOW.plus(span.interval().multipliedBy(i)));
        }
        assertThat(history.last(span, last)).hasSize(span.intervals());
        assertThat(history.last(span, last.plus(span.interval()))).hasSize(span.intervals() - 1);
        assertThat(history.text().lines().filter(line -> line.startsWith(span + " ")))
                .hasSize(span.intervals());
    }

    /** A clock that was wrong for a minute hides nothing and erases nothing. */
    @Test
    void clockThatWasWrongErasesNothing() {
        history.add(ONE, NOW);
        history.add(ONE, NOW.plus(Duration.ofDays(10_000)));
        history.add(ONE, NOW.minus(Duration.ofDays(10_000)));
        assertThat(history.last(Span.YEAR, NOW.plusSeconds(60)))
                .extracting(Interval::amounts)
                .containsExactly(ONE);
    }

    /** A machine that ran for days with the clock of another year records again as soon as that is right. */
    @ParameterizedTest
    @ValueSource(longs = {10_000, -10_000})
    void whatAWrongClockHasMadeGivesWayToWhatHappens(long days) {
        for (int i = 0; i < 2 * Span.HOUR.intervals(); i++) {
            history.add(ONE, NOW.plus(Duration.ofDays(days)).plus(Duration.ofMinutes(i)));
        }
        for (int i = 0; i < Span.HOUR.intervals(); i++) {
            Instant now = NOW.plus(Duration.ofMinutes(i));
            history.add(ONE, now);
            assertThat(history.last(Span.HOUR, now)).hasSize(i + 1);
        }
        assertThat(history.text().lines().filter(line -> line.startsWith("HOUR ")))
                .hasSize(Span.HOUR.intervals());
    }

    @Test
    void textIsReadBack() {
        history.add(ONE, NOW);
        history.add(new Amounts(0, 0, 1L << 60, 0, Map.of("a", 1L, "b", 2L)), NOW.plusSeconds(100));
        History read = History.of(history.text());
        assertThat(read.text()).isEqualTo(history.text());
        for (Span span : Span.values()) {
            assertThat(read.last(span, NOW.plusSeconds(100))).isEqualTo(history.last(span, NOW.plusSeconds(100)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "stowage-history 2\n",
                "stowage-history 1\nHOUR 1 1 1 1 1\n",
                "stowage-history 1\nWEEK 1 1 1 1 1 -\n",
                "stowage-history 1\nHOUR 1 1 1 1 -1 -\n",
                "stowage-history 1\nHOUR 1 1 1 1 many -\n",
                "stowage-history 1\nHOUR 1 1 1 1 1 bad-token\n",
                "stowage-history 1\nHOUR 1 1 1 1 1 \n",
            })
    void damagedTextIsNotRead(String text) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> History.of(text));
    }

    @Test
    void moreLinesThanASpanHasAreNotRead() {
        StringBuilder text = new StringBuilder("stowage-history 1\n");
        for (int i = 0; i <= Span.HOUR.intervals(); i++) {
            text.append("HOUR ").append(i).append(" 1 1 1 1 -\n");
        }
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> History.of(text.toString()));
        assertThat(List.of(Span.values())).hasSize(4);
    }
}
