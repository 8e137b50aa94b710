package org.stowage.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.it.RawHttp.Answer;

/** GET and HEAD of a stored file (RFC 9110; what clients need of them). */
final class DownloadIT extends DeployedWar {

    private static final int SIZE = 100_000;
    private static final byte[] CONTENT = content(SIZE, 11);

    private String stored(String name, String type) throws Exception {
        String path = Signed.freshPath(name);
        assertThat(put(path, CONTENT, "Content-Type: " + type).status()).isEqualTo(201);
        return Signed.escaped(path);
    }

    /** For people who have lost their way; everything else there is no file. */
    @Test
    void baseUrlSaysWhatItIsInTwoSentences() throws Exception {
        stored("a.jpg", "image/jpeg");
        Answer page = request("GET", "");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .isEqualTo("This server keeps the files that users of an XMPP (chat) service send to each other."
                        + " Questions about it go to the administrator of that service.\n");
        assertThat(page.header("Content-Type").orElseThrow().replace(" ", ""))
                .isEqualToIgnoringCase("text/plain;charset=utf-8");
        assertThat(page.header("Content-Security-Policy").orElseThrow()).startsWith("default-src 'none'");
        assertThat(request("HEAD", "").status()).isEqualTo(200);
        assertThat(request("GET", "a").status()).isEqualTo(404);
        assertThat(request("PUT", "?v=00", "Content-Length: 0").status()).isEqualTo(400);
    }

    /** A browser that opens a URL; scripts, pictures and every other client get a line. */
    @ParameterizedTest
    @CsvSource({"'', 200, This server keeps", "gone/a.jpg, 404, There is no file at this URL."})
    void browserShowsADocument(String path, int status, String sentence) throws Exception {
        Answer page = request("GET", path, "Sec-Fetch-Mode: navigate");
        assertThat(page.status()).isEqualTo(status);
        assertThat(page.text())
                .startsWith("<!doctype html>")
                .contains("<p>" + sentence, "<p>Questions about it go to the administrator of that service.</p>");
        assertThat(page.header("Content-Type").orElseThrow().replace(" ", ""))
                .isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(page.header("Content-Security-Policy").orElseThrow()).startsWith("default-src 'none'");
        assertThat(request("GET", path, "Sec-Fetch-Mode: cors")
                        .header("Content-Type")
                        .orElseThrow())
                .startsWith("text/plain");
    }

    @Test
    void headTellsWhatGetWouldAndSendsNoBody() throws Exception {
        String path = stored("a.jpg", "image/jpeg");
        try (RawHttp http = connect()) {
            Answer head = http.exchange("HEAD", target(path), "Accept-Encoding: identity");
            Answer get = http.exchange("GET", target(path));
            assertThat(head.status()).isEqualTo(200);
            for (String name :
                    new String[] {"Content-Length", "Content-Type", "ETag", "Last-Modified", "Accept-Ranges"}) {
                assertThat(head.headers(name)).as(name).hasSize(1).isEqualTo(get.headers(name));
            }
            assertThat(get.header("Content-Length")).hasValue("100000");
            assertThat(get.body()).isEqualTo(CONTENT);
        }
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-1, 0, 2", "bytes=500-, 500, 99500", "bytes=-7, 99993, 7", "bytes=99999-200000, 99999, 1"})
    void oneRangeIsSentAlone(String range, int first, int length) throws Exception {
        Answer answer = request("GET", stored("a.mp4", "video/mp4"), "Range: " + range);
        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.header("Content-Range")).hasValue("bytes " + first + "-" + (first + length - 1) + "/" + SIZE);
        assertThat(answer.header("Content-Type")).hasValue("video/mp4");
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(CONTENT, first, first + length));
    }

    @Test
    void severalRangesAreSentInParts() throws Exception {
        Answer answer = request("GET", stored("a.mp4", "video/mp4"), "Range: bytes=0-9,50000-50009, -5");
        assertThat(answer.status()).isEqualTo(206);
        String type = answer.header("Content-Type").orElseThrow();
        assertThat(type).startsWith("multipart/byteranges; boundary=");
        String[] parts = answer.text().split("\r\n--" + type.substring(type.indexOf('=') + 1), -1);
        assertThat(parts).hasSize(5).startsWith("").endsWith("--\r\n");
        assertThat(parts[1])
                .isEqualTo("\r\nContent-Type: video/mp4\r\nContent-Range: bytes 0-9/100000\r\n\r\n" + latin1(0, 10));
        assertThat(parts[2]).endsWith("bytes 50000-50009/100000\r\n\r\n" + latin1(50_000, 50_010));
        assertThat(parts[3]).endsWith("bytes 99995-99999/100000\r\n\r\n" + latin1(99_995, 100_000));
    }

    @Test
    void rangeBeyondTheEndIsUnsatisfiable() throws Exception {
        Answer answer = request("GET", stored("a.bin", "application/x-a"), "Range: bytes=100000-");
        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("Content-Range")).hasValue("bytes */100000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=9-1", "bytes=a-b", "lines=1-2", "bytes=", "bytes=1-2,2-3"})
    void rangeThatMakesNoSenseIsIgnored(String range) throws Exception {
        Answer answer = request("GET", stored("a.bin", "application/x-a"), "Range: " + range);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
    }

    @Test
    void conditionsAreHonoured() throws Exception {
        String path = stored("a.png", "image/png");
        Answer head = request("HEAD", path);
        String tag = head.header("ETag").orElseThrow();
        String date = head.header("Last-Modified").orElseThrow();
        assertThat(tag).startsWith("\"");
        assertThat(request("GET", path, "If-None-Match: " + tag).status()).isEqualTo(304);
        assertThat(request("HEAD", path, "If-None-Match: W/" + tag).status()).isEqualTo(304);
        assertThat(request("GET", path, "If-None-Match: \"x\"").status()).isEqualTo(200);
        assertThat(request("GET", path, "If-Modified-Since: " + date).status()).isEqualTo(304);
        assertThat(request("GET", path, "If-Match: \"x\"").status()).isEqualTo(412);
        assertThat(request("GET", path, "If-Unmodified-Since: Thu, 01 Jan 2015 00:00:00 GMT")
                        .status())
                .isEqualTo(412);
        assertThat(request("GET", path, "Range: bytes=0-0", "If-Range: " + tag).status())
                .isEqualTo(206);
        assertThat(request("GET", path, "Range: bytes=0-0", "If-Range: " + date).status())
                .isEqualTo(206);
        assertThat(request("GET", path, "Range: bytes=0-0", "If-Range: \"x\"").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/jpeg",
                "IMAGE/Jpeg",
                "text/plain",
                "text/plain;charset=UTF-8",
                "text/plain; charset=utf-8",
                "text/plain; Charset=\"utf-8\"; format=flowed",
                "text/html",
                "video/mp4; codecs=\"avc1.4D, mp4a\"",
                "application/octet-stream"
            })
    void typeComesBackByteForByte(String type) throws Exception {
        String path = stored("a.bin", type);
        assertThat(request("HEAD", path).headers("Content-Type")).containsExactly(type);
        assertThat(request("GET", path).headers("Content-Type")).containsExactly(type);
    }

    @Test
    void typeThatWasNotSentIsThatOfTheName() throws Exception {
        String path = Signed.freshPath("photo.JPG");
        assertThat(put(path, CONTENT).status()).isEqualTo(201);
        assertThat(request("HEAD", path).header("Content-Type")).hasValue("image/jpeg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "video/webm", "audio/ogg", "text/plain; charset=utf-8"})
    void whatCannotRunIsShown(String type) throws Exception {
        assertThat(request("GET", stored("a", type)).header("Content-Disposition"))
                .hasValue("inline");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/svg+xml", "text/html", "application/xhtml+xml", "application/pdf", "text/xml"})
    void whatCanRunIsSavedAndSandboxed(String type) throws Exception {
        Answer answer = request("GET", stored("né\"w; x.html", type));
        assertThat(answer.header("Content-Disposition"))
                .hasValue("attachment; filename*=UTF-8''n%C3%A9%22w%3B%20x.html");
        assertThat(answer.header("Content-Security-Policy"))
                .hasValue("default-src 'none'; frame-ancestors 'none'; sandbox");
        assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void nothingOnTheWayMayChangeTheBytes() throws Exception {
        Answer answer = request("GET", stored("a.txt", "text/plain"), "Accept-Encoding: gzip, br");
        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.header("Cache-Control")).hasValue("max-age=31536000, immutable, no-transform");
        assertThat(answer.body()).isEqualTo(CONTENT);
    }

    private static String latin1(int from, int to) {
        return new String(CONTENT, from, to - from, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
