package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.storage.StoredFile;

/** Whole answers to GET and HEAD. */
final class DownloadPlanTest {

    private static final String TAG = '"' + Sample.SHA256 + '"';
    private static final String FOREVER = "max-age=31536000, immutable, no-transform";
    private static final StoredFile PICTURE = Sample.file("foo/bar.jpg", 10, "image/jpeg");

    @Test
    void getOfAPictureIsAnsweredWithTheWholeFileInline() {
        DownloadPlan plan = DownloadPlan.forGet(PICTURE, Sample.headers());
        assertThat(plan.status()).isEqualTo(200);
        assertThat(plan.body()).containsExactly(slice(0, 10));
        assertThat(plan.headers())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ETag", TAG,
                        "Last-Modified", Sample.STORED,
                        "Cache-Control", FOREVER,
                        "Accept-Ranges", "bytes",
                        "Content-Type", "image/jpeg",
                        "Content-Length", "10",
                        "Content-Disposition", "inline",
                        "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"));
    }

    @Test
    void anythingThatCouldRunIsSandboxedAndSaved() {
        DownloadPlan plan = DownloadPlan.forGet(Sample.file("a/b.html", 10, "text/html"), Sample.headers());
        assertThat(plan.headers())
                .containsEntry("Content-Type", "text/html")
                .containsEntry("Content-Disposition", "attachment; filename*=UTF-8''b.html")
                .containsEntry("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
    }

    /** Gajim compares it exactly. */
    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "Text/PLAIN;  charset=\"Utf-8\"", "image/jpeg", "x/y; a=b;"})
    void typeIsSentAsItWasStored(String type) {
        StoredFile file = Sample.file("a", 10, type);
        assertThat(DownloadPlan.forGet(file, Sample.headers()).headers()).containsEntry("Content-Type", type);
        assertThat(DownloadPlan.forHead(file, Sample.headers()).headers()).containsEntry("Content-Type", type);
        assertThat(DownloadPlan.forGet(file, Sample.headers("Range", "bytes=1-"))
                        .headers())
                .containsEntry("Content-Type", type);
    }

    @Test
    void emptyFileHasLengthZeroAndNoBody() {
        DownloadPlan plan = DownloadPlan.forGet(Sample.file("a", 0, "text/plain"), Sample.headers());
        assertThat(plan.status()).isEqualTo(200);
        assertThat(plan.body()).isEmpty();
        assertThat(plan.headers()).containsEntry("Content-Length", "0");
    }

    @Test
    void lengthsAre64Bits() {
        DownloadPlan plan = DownloadPlan.forGet(Sample.file("a", 5_000_000_000L, "a/b"), Sample.headers());
        assertThat(plan.headers()).containsEntry("Content-Length", "5000000000");
    }

    @Test
    void rangeIsAnsweredWithItsPart() {
        DownloadPlan plan = DownloadPlan.forGet(PICTURE, Sample.headers("Range", "bytes=4-"));
        assertThat(plan.status()).isEqualTo(206);
        assertThat(plan.body()).containsExactly(slice(4, 6));
        assertThat(plan.headers())
                .containsEntry("Content-Range", "bytes 4-9/10")
                .containsEntry("Content-Length", "6")
                .containsEntry("Content-Disposition", "inline")
                .containsEntry("Cache-Control", FOREVER)
                .containsEntry("ETag", TAG);
    }

    @Test
    void rangeBeyondTheEndIsAnsweredWithTheSize() {
        DownloadPlan plan = DownloadPlan.forGet(PICTURE, Sample.headers("Range", "bytes=10-"));
        assertThat(plan.status()).isEqualTo(416);
        assertThat(plan.body()).containsExactly(new DownloadPlan.Piece.TextPiece("The file has only 10 bytes.\n"));
        assertThat(plan.headers())
                .containsEntry("Content-Range", "bytes */10")
                .containsEntry("Content-Type", "text/plain; charset=us-ascii")
                .containsEntry("Content-Length", "28")
                .doesNotContainKey("Content-Disposition");
    }

    @Test
    void failedConditionIsAnsweredWithOneSentence() {
        DownloadPlan plan = DownloadPlan.forGet(PICTURE, Sample.headers("If-Match", "\"x\""));
        String sentence = "The file is not the one that the request is about.\n";
        assertThat(plan.status()).isEqualTo(412);
        assertThat(plan.body()).containsExactly(new DownloadPlan.Piece.TextPiece(sentence));
        assertThat(plan.headers())
                .containsEntry("Content-Type", "text/plain; charset=us-ascii")
                .containsEntry("Content-Length", Integer.toString(sentence.length()))
                .doesNotContainKey("Content-Disposition");
    }

    /** A shared cache may store any answer with a max-age and reuse it for the next GET of the URL (RFC 9111 §3). */
    @ParameterizedTest
    @CsvSource({"Range, bytes=10-", "If-Match, x"})
    void noCacheMayKeepAnErrorForAYear(String name, String value) {
        DownloadPlan plan = DownloadPlan.forGet(PICTURE, Sample.headers(name, value));
        assertThat(plan.headers()).containsEntry("Cache-Control", "no-store");
    }

    @Test
    void knownFileIsNotSentAgain() {
        DownloadPlan plan = DownloadPlan.forGet(PICTURE, Sample.headers("If-None-Match", TAG, "Range", "bytes=0-1"));
        assertThat(plan.status()).isEqualTo(304);
        assertThat(plan.body()).isEmpty();
        assertThat(plan.headers())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ETag",
                        TAG,
                        "Last-Modified",
                        Sample.STORED,
                        "Cache-Control",
                        FOREVER,
                        "Accept-Ranges",
                        "bytes"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TAG | 206",
                "\"x\" | 200",
                "W/TAG | 200",
                Sample.STORED + " | 206",
                "Sun, 06 Nov 1994 08:49:36 GMT | 200"
            })
    void rangeCountsOnlyForTheFileThatIfRangeNames(String ifRange, int status) {
        DownloadPlan plan = DownloadPlan.forGet(
                PICTURE, Sample.headers("Range", "bytes=0-0", "If-Range", ifRange.replace("TAG", TAG)));
        assertThat(plan.status()).isEqualTo(status);
        assertThat(plan.body()).containsExactly(slice(0, status == 206 ? 1 : 10));
    }

    @Test
    void staleIfRangeNeverGives416() {
        DownloadPlan plan = DownloadPlan.forGet(PICTURE, Sample.headers("Range", "bytes=10-", "If-Range", "\"x\""));
        assertThat(plan.status()).isEqualTo(200);
    }

    @Test
    void headIsAnsweredLikeAGetWithoutARange() {
        DownloadPlan get = DownloadPlan.forGet(PICTURE, Sample.headers());
        for (String range : List.of("bytes=0-1", "bytes=10-", "bytes=0-0,5-5")) {
            DownloadPlan head = DownloadPlan.forHead(PICTURE, Sample.headers("Range", range));
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.headers()).isEqualTo(get.headers());
        }
    }

    /** Without a {@code Content-Length} some servers announce chunks or a length of 0 (RFC 9110 §8.6). */
    @Test
    void unchangedFileHasItsLengthInTheAnswerToHead() {
        assertThat(DownloadPlan.forHead(PICTURE, Sample.headers("If-None-Match", TAG))
                        .headers())
                .containsEntry("Content-Length", "10");
    }

    @Test
    void bodyThatIsOneStretchOfTheFileIsKnownAsSuch() {
        assertThat(DownloadPlan.forGet(PICTURE, Sample.headers()).stretch()).hasValue(new ByteRange(0, 10));
        assertThat(DownloadPlan.forGet(PICTURE, Sample.headers("Range", "bytes=4-"))
                        .stretch())
                .hasValue(new ByteRange(4, 6));
        assertThat(DownloadPlan.forGet(PICTURE, Sample.headers("Range", "bytes=0-0,5-5"))
                        .stretch())
                .isEmpty();
        assertThat(DownloadPlan.forGet(PICTURE, Sample.headers("Range", "bytes=10-"))
                        .stretch())
                .isEmpty();
        assertThat(DownloadPlan.forGet(Sample.file("a", 0, "a/b"), Sample.headers())
                        .stretch())
                .isEmpty();
    }

    @Test
    void headIsConditionalToo() {
        assertThat(DownloadPlan.forHead(PICTURE, Sample.headers("If-None-Match", TAG))
                        .status())
                .isEqualTo(304);
        assertThat(DownloadPlan.forHead(PICTURE, Sample.headers("If-Match", "\"x\""))
                        .status())
                .isEqualTo(412);
    }

    private static DownloadPlan.Piece slice(long first, long length) {
        return new DownloadPlan.Piece.Slice(new ByteRange(first, length));
    }
}
