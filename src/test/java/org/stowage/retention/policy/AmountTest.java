package org.stowage.retention.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of bytes with their units. */
final class AmountTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1023, 1023 bytes",
        "1024, 1.0 KiB",
        "1536, 1.5 KiB",
        "10240, 10 KiB",
        "1048575, 1024 KiB",
        "2147483648, 2.0 GiB",
        "5497558138880, 5.0 TiB",
        "9223372036854775807, 8388608 TiB"
    })
    void largestUnitIsTaken(long bytes, String words) {
        assertThat(new Amount(bytes)).hasToString(words);
    }
}
