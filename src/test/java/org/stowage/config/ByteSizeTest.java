package org.stowage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How numbers of bytes are written. */
final class ByteSizeTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "0,0",
                "1,1",
                "104857600,104857600",
                "999999999999999999,999999999999999999",
                "7B,7",
                "7 b,7",
                "1kB,1000",
                "1 KB,1000",
                "1kb,1000",
                "1KiB,1024",
                "1 kib,1024",
                "3 MB,3000000",
                "100 MiB,104857600",
                "100mib,104857600",
                "2 GB,2000000000",
                "2 GiB,2147483648",
                "5 TB,5000000000000",
                "1 TiB,1099511627776",
                "8388607 TiB,9223370937343148032",
                " 100 MiB ,104857600",
                "007,7"
            })
    void numberWithOrWithoutUnitIsRead(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "MiB",
                "-1",
                "+1",
                "1.5 GB",
                "1,5 GB",
                "1e3",
                "1  MiB",
                "1\tMiB",
                "1 M",
                "1 Mi",
                "1 Mib/s",
                "1 PB",
                "0x10",
                "1_000",
                "\u0661",
                "\uff11",
                "unlimited",
                "1 MiB 1",
                "9999999999999999999"
            })
    void otherTextIsNoSize(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ByteSize.parse(text))
                .withMessage("is not a size such as 104857600, 100 MiB or 2 GiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8388608 TiB", "9223373 TB", "999999999999999999 GB"})
    void sizeThatDoesNotFitIntoALongIsTooLarge(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ByteSize.parse(text))
                .withMessage("is too large");
    }

    @Test
    void negativeSizeCannotExist() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteSize(-1));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1 KiB",
        "1536, 1536 B",
        "104857600, 100 MiB",
        "2000000000, 1953125 KiB",
        "1099511627776, 1 TiB",
        "1125899906842624, 1024 TiB"
    })
    void isWrittenInTheLargestBinaryUnitAndCanBeReadBack(long bytes, String text) {
        assertThat(new ByteSize(bytes)).hasToString(text);
        assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes));
    }

    @Test
    void unitIsReadTheSameWayInTurkey() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(ByteSize.parse("1 KIB")).isEqualTo(new ByteSize(1024));
        } finally {
            Locale.setDefault(before);
        }
    }
}
