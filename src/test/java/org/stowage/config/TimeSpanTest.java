package org.stowage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How lengths of time are written. */
final class TimeSpanTest {

    @ParameterizedTest
    @CsvSource({
        "30 days, P30D",
        "1 day, P1D",
        "30days, P30D",
        "12 Hours, PT12H",
        "90 seconds, PT90S",
        "5 minutes, PT5M",
        "2 weeks, P14D",
        "1 year, P365D",
        "1000 years, P365000D",
        "' 6 hours ', PT6H"
    })
    void numberAndUnitAreRead(String text, Duration duration) {
        assertThat(TimeSpan.parse(text)).isEqualTo(new TimeSpan(duration));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "days",
                "30",
                "-1 day",
                "1.5 days",
                "1  day",
                "1 d",
                "1 month",
                "1 dayss",
                "0 days",
                "1001 years",
                "9999999999 seconds",
                "P30D",
                "ever"
            })
    void otherTextIsNoTimeSpan(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TimeSpan.parse(text));
    }
}
