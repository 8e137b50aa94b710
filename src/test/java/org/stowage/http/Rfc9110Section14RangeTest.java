package org.stowage.http;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.storage.StoredFile;

/** Range requests. */
final class Rfc9110Section14RangeTest {

    private static final StoredFile DIGITS = Sample.file("a/digits.txt", 10, "text/plain");

    /** Each part as first position, plus, and length. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-0       | 0+1",
                "bytes=0-1       | 0+2",
                "bytes=0-9       | 0+10",
                "bytes=0-10      | 0+10",
                "bytes=0-        | 0+10",
                "bytes=9-        | 9+1",
                "bytes=3-5       | 3+3",
                "bytes=-1        | 9+1",
                "bytes=-10       | 0+10",
                "bytes=-11       | 0+10",
                "bytes=-99999999999999999999999 | 0+10",
                "bytes=5-99999999999999999999999 | 5+5",
                "BYTES=0-0       | 0+1",
                "bytes = 0-0     | 0+1",
                "bytes=0-0,9-9   | 0+1 9+1",
                "bytes=0-0, -1   | 0+1 9+1",
                "bytes=9-9,0-0   | 9+1 0+1",
                "bytes=0-4,5-9   | 0+5 5+5",
                "bytes=0-0,20-30 | 0+1",
                "bytes=20-,0-0   | 0+1",
                "bytes=00-00     | 0+1"
            })
    void section14_1_2_partsOfTenBytes(String header, String parts) {
        assertThat(RangeRequest.of(header, 10))
                .isInstanceOfSatisfying(
                        RangeRequest.Parts.class,
                        found -> assertThat(found.ranges().stream()
                                        .map(range -> range.first() + "+" + range.length())
                                        .collect(joining(" ")))
                                .isEqualTo(parts));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=0-1,,3-3",
                "bytes=,0-1,3-3",
                "bytes=0-1,3-3,",
                "bytes=0-1,\t, ,3-3",
                "bytes= , 0-1 ,\t3-3 , ,",
                "bytes=,,,,,,,,,,,,,,,,,,,,0-1,3-3"
            })
    void section5_6_1_emptyElementsOfTheListAreIgnored(String header) {
        assertThat(RangeRequest.of(header, 10))
                .isEqualTo(new RangeRequest.Parts(List.of(new ByteRange(0, 2), new ByteRange(3, 1))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=,",
                "bytes= , ,\t",
                "bytes=1",
                "bytes=a-b",
                "bytes=0-b",
                "bytes=5-3",
                "bytes=99999999999999999999999-3",
                "bytes=--1",
                "bytes=0--1",
                "bytes=+0-1",
                "bytes=0 - 1",
                "bytes=0-1-2",
                "bytes=0-1;2-3",
                "bytes=0-0,x",
                "bytes=20-30,x",
                "bytes=0-0, bytes=2-3",
                "bytes=\u0660-\u0661",
                "items=0-1",
                "bytes 0-1",
                "=0-1"
            })
    void section14_2_brokenOrUnknownRangesAreIgnored(String header) {
        assertThat(RangeRequest.of(header, 10)).isEqualTo(new RangeRequest.Whole());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=10-",
                "bytes=10-10",
                "bytes=-0",
                "bytes=99999999999999999999999-",
                "bytes=20-30,40-50",
                "bytes=-0,10-"
            })
    void section14_1_1_rangesBeyondTheEndAreUnsatisfiable(String header) {
        assertThat(RangeRequest.of(header, 10)).isEqualTo(new RangeRequest.Unsatisfiable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-", "bytes=0-0", "bytes=-1", "bytes=-0"})
    void emptyFileHasNoRanges(String header) {
        assertThat(RangeRequest.of(header, 0)).isEqualTo(new RangeRequest.Unsatisfiable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=0-5,5-9",
                "bytes=0-,0-",
                "bytes=0-0,0-0",
                "bytes=0-0,2-2,0-9",
                "bytes=5-9,-5",
                "bytes=-1,9-"
            })
    void section17_15_overlappingRangesGiveTheWhole(String header) {
        assertThat(RangeRequest.of(header, 10)).isEqualTo(new RangeRequest.Whole());
    }

    @Test
    void section17_15_sixteenRangesAreServedAndMoreGiveTheWhole() {
        assertThat(RangeRequest.of(singleBytes(16), 1000)).isInstanceOf(RangeRequest.Parts.class);
        assertThat(RangeRequest.of(singleBytes(17), 1000)).isEqualTo(new RangeRequest.Whole());
    }

    @Test
    void positionsAre64Bits() {
        long size = 1L << 40;
        assertThat(RangeRequest.of("bytes=4294967296-", size))
                .isEqualTo(new RangeRequest.Parts(List.of(new ByteRange(1L << 32, size - (1L << 32)))));
        assertThat(RangeRequest.of("bytes=0-9223372036854775807", Long.MAX_VALUE))
                .isEqualTo(new RangeRequest.Parts(List.of(new ByteRange(0, Long.MAX_VALUE))));
    }

    @Test
    void section14_4_contentRangeNamesFirstLastAndSize() {
        assertThat(new ByteRange(3, 4).contentRange(10)).isEqualTo("bytes 3-6/10");
        assertThat(new ByteRange(0, 1).contentRange(1L << 33)).isEqualTo("bytes 0-0/8589934592");
    }

    @ParameterizedTest
    @CsvSource({
        "0,5,5,5,false",
        "5,5,0,5,false",
        "0,5,4,1,true",
        "4,1,0,5,true",
        "0,9,3,2,true",
        "3,2,0,9,true",
        "7,1,7,1,true"
    })
    void rangesOverlapIfTheyShareAByte(long first, long length, long otherFirst, long otherLength, boolean overlap) {
        assertThat(new ByteRange(first, length).overlaps(new ByteRange(otherFirst, otherLength)))
                .isEqualTo(overlap);
    }

    @Test
    void section14_6_severalPartsAreAMultipartBodyOfExactlyTheseBytes() {
        DownloadPlan plan = DownloadPlan.forGet(DIGITS, Sample.headers("Range", "bytes=0-1,-3"));
        String expected = """

                --stowage-84d89877f0d4041efb6bf91a16f0248f
                Content-Type: text/plain
                Content-Range: bytes 0-1/10

                01
                --stowage-84d89877f0d4041efb6bf91a16f0248f
                Content-Type: text/plain
                Content-Range: bytes 7-9/10

                789
                --stowage-84d89877f0d4041efb6bf91a16f0248f--
                """.replace("\n", "\r\n");
        assertThat(plan.status()).isEqualTo(206);
        assertThat(sent(plan, "0123456789")).isEqualTo(expected);
        assertThat(plan.headers())
                .containsEntry(
                        "Content-Type", "multipart/byteranges; boundary=stowage-84d89877f0d4041efb6bf91a16f0248f")
                .containsEntry("Content-Length", Integer.toString(expected.length()))
                .doesNotContainKey("Content-Range");
    }

    @Test
    void section14_6_onePartThatRemainsIsNoMultipart() {
        DownloadPlan plan = DownloadPlan.forGet(DIGITS, Sample.headers("Range", "bytes=2-3,10-"));
        assertThat(sent(plan, "0123456789")).isEqualTo("23");
        assertThat(plan.headers())
                .containsEntry("Content-Type", "text/plain")
                .containsEntry("Content-Range", "bytes 2-3/10")
                .containsEntry("Content-Length", "2");
    }

    /** Returns the body that the plan sends of a file with this content. */
    private static String sent(DownloadPlan plan, String content) {
        StringBuilder body = new StringBuilder();
        for (DownloadPlan.Piece piece : plan.body()) {
            if (piece instanceof DownloadPlan.Piece.TextPiece text) {
                body.append(text.ascii());
            } else if (piece instanceof DownloadPlan.Piece.Slice slice) {
                ByteRange range = slice.range();
                body.append(content, (int) range.first(), (int) range.last() + 1);
            }
        }
        return body.toString();
    }

    private static String singleBytes(int count) {
        return IntStream.range(0, count).mapToObj(i -> 2 * i + "-" + 2 * i).collect(joining(",", "bytes=", ""));
    }
}
