package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entity tags and lists of them (RFC 9110 §8.8.3). */
final class EntityTagTest {

    private static final EntityTag TAG = new EntityTag("abc");

    @Test
    void tagOfAFileIsItsChecksumAndStrong() {
        assertThat(EntityTag.of(Sample.file("a", 10, "a/b"))).hasToString('"' + Sample.SHA256 + '"');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "\"abc\"|true|true",
                " \t\"abc\" \t|true|true",
                "W/\"abc\"|false|true",
                "*|true|true",
                " * |true|true",
                "\"x\",\"abc\"|true|true",
                "\"abc\",\"x\"|true|true",
                "\"x\" , \t\"abc\"|true|true",
                "\"x\",W/\"abc\"|false|true",
                "W/\"abc\",\"abc\"|true|true",
                ",,\"abc\",|true|true",
                ", ,\"x\", ,\"abc\"|true|true",
                "\"a,b\",\"abc\"|true|true",
                "\"x\\\",\"abc\"|true|true",
                "\"\u00ff\",\"abc\"|true|true",
                "\"\"|false|false",
                "\"ABC\"|false|false",
                "\"abcd\"|false|false",
                "\"x,\\\"abc\\\"\"|false|false",
                "w/\"abc\"|false|false",
                "W/ \"abc\"|false|false",
                "W/abc|false|false",
                "abc|false|false",
                "\"abc|false|false",
                "abc\"|false|false",
                "'abc'|false|false",
                "\"abc\" \"x\"|false|false",
                "\"x\" \"abc\"|false|false",
                "\"abc\",x|false|false",
                "\"abc\",*|false|false",
                "\"a bc\",\"abc\"|false|false",
                "\"x\"\"abc\"|false|false"
            })
    void listHasTheTagOnlyIfItIsWellFormed(String list, boolean strongly, boolean weakly) {
        assertThat(TAG.matchesStrongly(list)).isEqualTo(strongly);
        assertThat(TAG.matchesWeakly(list)).isEqualTo(weakly);
    }

    @Test
    void emptyListHasNoTag() {
        assertThat(TAG.matchesStrongly("")).isFalse();
        assertThat(TAG.matchesWeakly("")).isFalse();
        assertThat(new EntityTag("").matchesStrongly("")).isFalse();
        assertThat(new EntityTag("").matchesStrongly("\"\"")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", ",", "\"x\",", "\"x\" ", "W/", "\"", "\"\","})
    void hostileListIsAnsweredAtOnce(String hostile) {
        String list = "\"x\"," + hostile.repeat(300_000) + "?";
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(TAG.matchesWeakly(list)).isFalse());
    }
}
