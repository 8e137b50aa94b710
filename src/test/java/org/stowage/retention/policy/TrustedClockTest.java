package org.stowage.retention.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.storage.TimeSeen;

/** When the machine's clock is trusted, and which time counts when it is not. */
final class TrustedClockTest {

    private static final Instant START = Instant.parse("2026-11-27T00:00:00Z");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
    private Instant machine = START;
    private final TrustedClock clock = new TrustedClock(
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return machine;
                }
            },
            nanos::get);

    @Test
    void nothingIsDueBeforeItHasBegun() {
        assertThat(clock.due()).isEqualTo(Instant.EPOCH);
        assertThat(clock.now()).isEqualTo(START);
        assertThat(clock.jump()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT59M", "-PT59M", "PT1H", "-PT1H"})
    void aCorrectionIsFollowed(Duration correction) {
        begin();
        jump(correction);
        assertThat(clock.due()).isEqualTo(machine);
        assertThat(clock.now()).isEqualTo(machine);
        assertThat(clock.jump()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H1S", "P1D", "P3650D"})
    void aJumpAheadMakesNothingDueAndDatesByTheClock(Duration jump) {
        begin();
        jump(jump);
        assertThat(clock.due()).isEqualTo(START);
        assertThat(clock.now()).isEqualTo(START.plus(jump));
        assertThat(clock.jump()).contains(jump);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H1S", "-P1D", "-P20000D"})
    void aJumpBackMakesNothingDueAndDatesByWhatHasPassed(Duration jump) {
        begin();
        jump(jump);
        assertThat(clock.due()).isEqualTo(START.plus(jump));
        assertThat(clock.now()).isEqualTo(START);
        assertThat(clock.jump()).contains(jump);
    }

    @Test
    void inDoubtTimeGoesOn() {
        begin();
        jump(Duration.ofDays(400));
        assertThat(clock.jump()).isPresent();
        pass(Duration.ofDays(3));
        assertThat(clock.due()).isEqualTo(START.plus(Duration.ofDays(3)));
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofDays(403)));
    }

    @Test
    void aClockThatComesBackIsBelievedAgain() {
        begin();
        jump(Duration.ofDays(1));
        assertThat(clock.jump()).isPresent();
        pass(Duration.ofHours(5));
        jump(Duration.ofDays(-1));
        assertThat(clock.jump()).isEmpty();
        assertThat(clock.due()).isEqualTo(START.plus(Duration.ofHours(5)));
    }

    @Test
    void anOrderEndsTheDoubt() {
        begin();
        jump(Duration.ofDays(1));
        assertThat(clock.jump()).isPresent();
        clock.follow();
        assertThat(clock.jump()).isEmpty();
        assertThat(clock.due()).isEqualTo(machine);
        jump(Duration.ofDays(-1));
        assertThat(clock.jump()).contains(Duration.ofDays(-1));
    }

    @Test
    void smallCorrectionsOfYearsAddUpToNoDoubt() {
        begin();
        for (int day = 0; day < 1000; day++) {
            pass(Duration.ofDays(1));
            jump(Duration.ofMinutes(20));
            assertThat(clock.jump()).isEmpty();
        }
        assertThat(clock.due()).isEqualTo(START.plus(Duration.ofDays(1000)).plus(Duration.ofMinutes(20_000)));
    }

    @ParameterizedTest(name = "off for {0}, doubted at the end {1}: doubted {2}")
    @CsvSource({
        "PT0S,    false, false",
        "P7D,     false, false",
        "P7DT1S,  false, true",
        "P36500D, false, true",
        "-PT1H,   false, false",
        "-PT2H,   false, true",
        "-P9000D, false, true",
        "PT1H,    true,  false",
        "PT2H,    true,  true",
        "-PT2H,   true,  true"
    })
    void aStartIsComparedWithTheTimeThatTheStoreHasSeen(Duration off, boolean doubted, boolean expected) {
        clock.begin(Optional.of(new TimeSeen(START.minus(off), doubted)));
        assertThat(clock.jump().isPresent()).isEqualTo(expected);
        assertThat(clock.due()).isEqualTo(expected && !off.isNegative() ? START.minus(off) : START);
        assertThat(clock.seen().doubted()).isEqualTo(expected);
    }

    @Test
    void aClockThatBeganIn1970IsBelievedOnceItIsSet() {
        machine = Instant.EPOCH;
        clock.begin(Optional.of(new TimeSeen(START, false)));
        assertThat(clock.now()).isEqualTo(START);
        pass(Duration.ofMinutes(2));
        machine = START.plus(Duration.ofDays(2));
        assertThat(clock.jump()).isEmpty();
        assertThat(clock.due()).isEqualTo(machine);
    }

    @Test
    void whatIsRememberedIsTheTimeThatShouldBe() {
        begin();
        jump(Duration.ofDays(30));
        pass(Duration.ofHours(1));
        assertThat(clock.seen()).isEqualTo(new TimeSeen(START.plus(Duration.ofHours(1)), true));
        clock.follow();
        assertThat(clock.seen()).isEqualTo(new TimeSeen(machine, false));
    }

    private void begin() {
        clock.begin(Optional.empty());
    }

    private void jump(Duration jump) {
        machine = machine.plus(jump);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        machine = machine.plus(time);
    }
}
