package org.stowage.retention.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which shard is due when. */
final class SweepScheduleTest {

    private static final SweepSchedule TABLE = new SweepSchedule(Duration.ofSeconds(40), 4);

    @Test
    void everyShardIsDueOnceInAnInterval() {
        SweepSchedule table = new SweepSchedule(Duration.ofHours(6), 256);
        Instant now = Instant.parse("2026-05-06T07:08:09Z");
        Set<Integer> due = new HashSet<>();
        for (int slot = 0; slot < 256; slot++) {
            due.add(table.shardOf(table.slotAt(now)));
            now = table.startOf(table.slotAt(now) + 1);
        }
        assertThat(due).hasSize(256);
        assertThat(now).isBetween(Instant.parse("2026-05-06T13:06:00Z"), Instant.parse("2026-05-06T13:08:09Z"));
    }

    @Test
    void sameTimeIsTheSameShardAfterARestart() {
        Instant now = Instant.parse("2026-05-06T07:08:09Z");
        SweepSchedule again = new SweepSchedule(Duration.ofSeconds(40), 4);
        assertThat(again.slotAt(now)).isEqualTo(TABLE.slotAt(now));
    }

    @ParameterizedTest
    @CsvSource({
        "100, 1000, 101", // the sweep was quick: the next slot is waited for
        "100, 1019, 101",
        "100, 1035, 101", // it took three slots: none is left out
        "100, 1045, 101",
        "100, 1050, 102", // all of a round was missed
        "100, 9990, 996",
        "100, 500, 50" // the clock was set back
    })
    void slotAfterASweepFollowsFromTheTime(long swept, long seconds, long next) {
        assertThat(TABLE.after(swept, Instant.ofEpochSecond(seconds))).isEqualTo(next);
    }

    @Test
    void roundEndsWithTheLastShard() {
        assertThat(TABLE.endsRound(7)).isTrue();
        assertThat(TABLE.endsRound(8)).isFalse();
        assertThat(TABLE.shardOf(-1)).isEqualTo(3);
    }
}
