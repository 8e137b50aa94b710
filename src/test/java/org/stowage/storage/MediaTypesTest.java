package org.stowage.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which media types a file may carry, and which its name suggests. */
final class MediaTypesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/jpeg",
                "IMAGE/JPEG",
                "text/plain;charset=UTF-8",
                "text/plain; charset=UTF-8",
                "text/plain ; charset=UTF-8",
                "text/plain\t;\tcharset=UTF-8",
                "text/plain; charset=\"utf-8\"",
                "text/plain; a=\"x y\\\"z;,=\"",
                "text/plain; a=\"\"",
                "text/plain;",
                "text/plain;;a=b",
                "text/plain;a=b;c=d",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "image/svg+xml",
                "x/y",
                "!#$%&'*+.^_`|~-/!#$%&'*+.^_`|~-",
                "application/octet-stream"
            })
    void legalTypesAreTaken(String type) {
        assertThat(MediaTypes.isLegal(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "image",
                "image/",
                "/jpeg",
                "image//jpeg",
                "image/jpeg/x",
                " image/jpeg",
                "image/jpeg ",
                "image /jpeg",
                "image/jpeg\n",
                "image/jpeg\r\nSet-Cookie: a=b",
                "image/jpeg; a",
                "image/jpeg; a=",
                "image/jpeg; =b",
                "image/jpeg; a =b",
                "image/jpeg; a= b",
                "image/jpeg; a=\"b",
                "image/jpeg; a=\"b\\\"",
                "image/jpeg; a=\"b\"c",
                "image/jpeg; a=\"b\nc\"",
                "image/jpeg; a=\"\\\n\"",
                "image/jpeg, text/plain",
                "image/jpe\0g",
                "imäge/jpeg",
                "image/jpeg; a=\"ü\"",
                "text/html<script>",
                "*"
            })
    void illegalTypesAreNot(String type) {
        assertThat(MediaTypes.isLegal(type)).isFalse();
    }

    @Test
    void typeOf255CharactersIsLegalAndALongerOneIsNot() {
        assertThat(MediaTypes.isLegal("a/" + "b".repeat(253))).isTrue();
        assertThat(MediaTypes.isLegal("a/" + "b".repeat(254))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"; \t", ";a=b", " ; a=\"\\\\\"", "\\\\", "a", ";", "; a=\"", "\""})
    void hostileTextIsAnsweredAtOnce(String hostile) {
        String text = ("a/b; a=\"" + hostile.repeat(255)).substring(0, 254);
        String afterQuote = ("a/b" + hostile.repeat(255)).substring(0, 254);
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
            assertThat(MediaTypes.isLegal(text + '\0')).isFalse();
            assertThat(MediaTypes.isLegal(afterQuote + '\0')).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "a.jpg, image/jpeg",
        "A.JPG, image/jpeg",
        "a.b.png, image/png",
        ".gif, image/gif",
        "a.txt, text/plain",
        "a.svg, image/svg+xml",
        "a.opus, audio/ogg",
        "a.mp4, video/mp4",
        "a.pdf, application/pdf"
    })
    void extensionSuggestsAType(String fileName, String type) {
        assertThat(MediaTypes.byFileName(fileName)).contains(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a.", "jpg", "a.jpg.", "a.jpg ", "a.unheard-of", "a.png/x", "", "a.jpg,jpeg", "a.jpe g"})
    void otherNamesSuggestNone(String fileName) {
        assertThat(MediaTypes.byFileName(fileName)).isEmpty();
    }

    @Test
    void extensionIsReadTheSameWayInTurkey() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(MediaTypes.byFileName("A.GIF")).contains("image/gif");
        } finally {
            Locale.setDefault(before);
        }
    }
}
