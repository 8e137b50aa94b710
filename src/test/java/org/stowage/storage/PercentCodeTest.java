package org.stowage.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Percent-encoding of RFC 3986 and RFC 8187. */
final class PercentCodeTest {

    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    @Test
    void unreservedCharactersAndSlashesOfAPathStayAndAllOthersAreEscaped() {
        for (char c = 0; c < 0x80; c++) {
            String expected = (ALPHANUMERIC + "-._~/").indexOf(c) >= 0 ? String.valueOf(c) : escape(c);
            assertThat(PercentCode.encodePath(String.valueOf(c))).isEqualTo(expected);
        }
    }

    @Test
    void attrCharsOfRfc8187StayAndAllOthersAreEscaped() {
        for (char c = 0; c < 0x80; c++) {
            String expected = (ALPHANUMERIC + "!#$&+-.^_`|~").indexOf(c) >= 0 ? String.valueOf(c) : escape(c);
            assertThat(PercentCode.encodeAttribute(String.valueOf(c))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"très, tr%C3%A8s", "€, %E2%82%AC", "😀, %F0%9F%98%80", "'', ''"})
    void everyByteOfUtf8IsEscapedInUpperCase(String text, String encoded) {
        assertThat(PercentCode.encodePath(text)).isEqualTo(encoded);
        assertThat(PercentCode.encodeAttribute(text)).isEqualTo(encoded);
    }

    @Test
    void everyByteButTheSlashCanBeDecodedInEitherCase() {
        for (int octet = 0; octet < 0x80; octet++) {
            if (octet != '/') {
                String escape = escape((char) octet);
                assertThat(PercentCode.decode(escape)).contains(String.valueOf((char) octet));
                assertThat(PercentCode.decode(escape.toLowerCase(Locale.ROOT))).contains(String.valueOf((char) octet));
            }
        }
    }

    @Test
    void visibleAsciiStandsForItself() {
        for (char c = '!'; c < 0x7f; c++) {
            if (c != '%') {
                assertThat(PercentCode.decode(String.valueOf(c))).contains(String.valueOf(c));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ", "\0", "\u001f", "\u007f", "\u0080", "é", "\u0100", "\uff21", "\ud800", "%2f", "%2F", "%C0%AF"
            })
    void whatIsNoUtf8OrHidesASlashOrIsNoByteIsNotDecoded(String text) {
        assertThat(PercentCode.decode("a" + text + "b")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "€", "😀", "خ", "a\u00a0b"})
    void bytesOfUtf8StandForThemselves(String text) {
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(PercentCode.decode(bytes)).contains(text);
    }

    @Test
    void anEscapeAtTheVeryEndIsDecoded() {
        assertThat(PercentCode.decode("a%41")).contains("aA");
        assertThat(PercentCode.decode("")).contains("");
    }

    private static String escape(char c) {
        return String.format(Locale.ROOT, "%%%02X", (int) c);
    }
}
