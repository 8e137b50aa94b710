package org.stowage.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the length of a body is read from its headers (RFC 9110 §8.6, RFC 9112 §6). */
final class DeclaredLengthTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "5, 5",
        "005, 5",
        "1048576, 1048576",
        "2147483648, 2147483648",
        "4294967296, 4294967296",
        "9223372036854775807, 9223372036854775807"
    })
    void plainDecimalNumberIsExact(String header, long bytes) {
        assertThat(DeclaredLength.of(List.of(header), null)).isEqualTo(new DeclaredLength.Exact(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "18446744073709551616",
                "18446744073709551621", // 5 modulo 2^64
                "9999999999999999999999999999999999999999999999999999999999999999"
            })
    void numberTooLargeForALongIsTheLargest(String header) {
        assertThat(DeclaredLength.of(List.of(header), null)).isEqualTo(new DeclaredLength.Exact(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+5",
                "-1",
                "-0",
                "5 ",
                " 5",
                "5\n",
                "5, 5",
                "5,5",
                "5 5",
                "1e3",
                "5.0",
                "0x5",
                "1_000",
                "5L",
                "\u0665", // Arabic-Indic 5
                "\uff15", // full-width 5
                "NaN",
                "00000000000000000000000000000000000000000000000000000000000000005" // 65 digits
            })
    void anythingElseIsMalformed(String header) {
        assertThat(DeclaredLength.of(List.of(header), null)).isEqualTo(new DeclaredLength.Malformed());
    }

    /** RFC 9112 §6.3, rule 5: also if the lines are equal. */
    @ParameterizedTest
    @CsvSource({"5, 6", "5, 5", "5, ''", "'', 5", "5, x", "0, 5"})
    void twoLinesAreMalformed(String one, String other) {
        assertThat(DeclaredLength.of(List.of(one, other), null)).isEqualTo(new DeclaredLength.Malformed());
        assertThat(DeclaredLength.of(List.of(one, other), "chunked")).isEqualTo(new DeclaredLength.Unknown());
    }

    @Test
    void noHeaderIsUnknown() {
        assertThat(DeclaredLength.of(List.of(), null)).isEqualTo(new DeclaredLength.Unknown());
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunked", "identity", "gzip, chunked", ""})
    void transferEncodingMakesTheLengthUnknown(String transferEncoding) {
        assertThat(DeclaredLength.of(List.of("5"), transferEncoding)).isEqualTo(new DeclaredLength.Unknown());
        assertThat(DeclaredLength.of(List.of("x"), transferEncoding)).isEqualTo(new DeclaredLength.Unknown());
        assertThat(DeclaredLength.of(List.of(), transferEncoding)).isEqualTo(new DeclaredLength.Unknown());
    }

    @Test
    void exactLengthIsNotNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeclaredLength.Exact(-1))
                .withMessage("length is negative: -1");
    }
}
