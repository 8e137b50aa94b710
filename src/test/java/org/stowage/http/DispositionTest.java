package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser may show. */
final class DispositionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/jpeg",
                "IMAGE/PNG",
                "image/webp;x=y",
                "video/mp4",
                "audio/ogg; codecs=opus",
                "text/plain",
                "Text/Plain ;charset=UTF-8",
                "text/plain;charset=\"image/svg+xml\""
            })
    void imagesVideosAudioAndPlainTextAreShown(String type) {
        assertThat(Disposition.of(type)).isEqualTo(Disposition.INLINE);
        assertThat(Disposition.of(type).header(Sample.file("a/b.c", 1, type))).isEqualTo("inline");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/svg+xml",
                "IMAGE/SVG+XML;charset=utf-8",
                "image/svg",
                "image/svg-xml",
                "image/svg+xml-compressed",
                "image/x+xml",
                "image/xml",
                "video/x+XML",
                "text/html",
                "text/html;x=image/png",
                "text/plainer",
                "text/plain+x",
                "text/xml",
                "text/css",
                "text/javascript",
                "application/xhtml+xml",
                "application/pdf",
                "application/octet-stream",
                "application/x;y=image/png",
                "model/gltf",
                "imagex/png",
                "multipart/x-mixed-replace"
            })
    void everythingElseMustBeSaved(String type) {
        assertThat(Disposition.of(type)).isEqualTo(Disposition.ATTACHMENT);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "a/report.pdf | report.pdf",
                "a/très cool.pdf | tr%C3%A8s%20cool.pdf",
                "a/x\"; filename=evil.exe | x%22%3B%20filename%3Devil.exe",
                "a/50%.txt | 50%25.txt",
                "a/..\\..\\x.exe | .._.._x.exe",
                "a/it's (1)*,.txt | it%27s%20%281%29%2A%2C.txt",
                "a/☃😀 | %E2%98%83%F0%9F%98%80",
                "x | x"
            })
    void nameOfASavedFileIsEncodedByRfc8187(String path, String encoded) {
        assertThat(Disposition.ATTACHMENT.header(Sample.file(path, 1, "a/b")))
                .isEqualTo("attachment; filename*=UTF-8''" + encoded);
    }
}
