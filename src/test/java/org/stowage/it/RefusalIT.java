package org.stowage.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.it.RawHttp.Answer;

/** What a client reads that asks for what there is not, or in a way that is not. */
final class RefusalIT extends DeployedWar {

    @ParameterizedTest
    @CsvSource({
        "GET, no/such/file, 404",
        "HEAD, no/such/file, 404",
        "GET, -/error, 404",
        "PUT, '', 400",
        "PUT, no/token, 403",
        "PUT, no/length?v=00, 411",
        "DELETE, a/b, 403",
        "POST, a/b, 405",
        "PATCH, a/b, 405",
        "PROPFIND, a/b, 405"
    })
    void refusalIsOneSentenceThatWebClientsCanRead(String method, String rest, int status) throws Exception {
        Answer answer = request(method, rest);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("X-Powered-By")).isEmpty();
        if (!method.equals("HEAD")) {
            assertThat(answer.text()).matches("[A-Z][^<>]{10,100}\\.\n");
        }
    }

    @Test
    void unknownMethodIsToldTheKnownOnes() throws Exception {
        assertThat(request("POST", "a/b").header("Allow")).hasValue("GET, HEAD, PUT, DELETE, OPTIONS");
    }

    @Test
    void traceIsRefusedAndEchoesNothing() throws Exception {
        Answer answer = request("TRACE", "a/b", "X-Probe: echo-me");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.text()).doesNotContain("echo-me");
    }

    @Test
    void preflightOfASignedUrlNeedsNoToken() throws Exception {
        Answer answer = request(
                "OPTIONS",
                "a/b.jpg?v=00",
                "Origin: https://chat.example",
                "Access-Control-Request-Method: PUT",
                "Access-Control-Request-Headers: content-type");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(answer.header("Access-Control-Allow-Methods").orElseThrow()).contains("PUT");
        assertThat(answer.header("Access-Control-Allow-Headers").orElseThrow())
                .contains("Content-Type", "Authorization");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WEB-INF/web.xml",
                "WEB-INF/",
                "META-INF/MANIFEST.MF",
                "%57EB-INF/web.xml",
                "web-inf/web.xml",
                "./WEB-INF/web.xml",
                "x/../WEB-INF/web.xml",
                "x;/../WEB-INF/web.xml",
                "index.html",
                "index.jsp"
            })
    void nothingOfTheWarIsServed(String rest) throws Exception {
        Answer answer = request("GET", rest);
        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.text()).doesNotContain("web-app", "Stowage", "Manifest");
    }

    /** What lies below the context path but is no legal name; servers may refuse it before we see it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/./b",
                "a/../b",
                "a//b",
                "a/",
                "/a",
                "a/%2e%2e/b",
                "a/%2e",
                "a%2fb",
                "a%00b",
                "a%0ab",
                "a%7fb",
                "a%c2%85b",
                "a%ffb",
                "a%c0%afb",
                "a%ed%a0%80b",
                "a%zzb",
                "a%",
                "a%4",
                "a;/../b/.",
                "..%2f..%2fetc/passwd",
                "a\u00e9b", // no UTF-8
            })
    void illegalNameIsRefusedWhateverIsSigned(String rest) throws Exception {
        try (RawHttp http = connect()) {
            http.send("PUT", target(rest + "?v=" + Signed.mac(rest + " 1")), "Content-Length: 1");
            assertThat(http.answer("PUT").status()).isIn(400, 404);
        }
        Answer answer = request("GET", rest);
        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.text()).doesNotContain("root:", "Exception", "java.");
    }

    /** The container takes this for another application's: it is none of ours. */
    @Test
    void pathThatLeavesTheContextFindsNothing() throws Exception {
        Answer answer = request("GET", "../../etc/passwd");
        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.text()).doesNotContain("root:");
        assertThat(request("PUT", "../../etc/passwd", "Content-Length: 0").status())
                .isIn(400, 404, 405);
    }

    @Test
    void nameLongerThanTheLimitIsRefused() throws Exception {
        assertThat(put("a/" + "b".repeat(2047), new byte[1]).status()).isEqualTo(400);
        assertThat(request("GET", "a/" + "b".repeat(2047)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: +5",
                "Content-Length: 5 5",
                "Content-Length: 0x5",
                "Content-Length: 99999999999999999999",
                "Content-Length: -5",
                "Content-Length: 5\r\nContent-Length: 6",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Content-Length: 5\r\nContent-Range: bytes 0-4/10"
            })
    void oddLengthIsRefused(String header) throws Exception {
        String path = Signed.freshPath("odd.bin");
        try (RawHttp http = connect()) {
            http.send("PUT", target(Signed.v1(path, 5)), header);
            http.send("hello".getBytes(StandardCharsets.US_ASCII));
            assertThat(http.answer("PUT").status()).isBetween(400, 501).isNotIn(500);
        }
        assertThat(request("GET", path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v", "v=", "&&v=&", "V=00", "v2=00", "%76=00", "v=%30", "=", "v=00#x"})
    void oddQueryIsNoToken(String query) throws Exception {
        assertThat(request("PUT", "a/b?" + query, "Content-Length: 1").status()).isIn(400, 403);
    }

    /** If its body has arrived with it, that is. */
    @Test
    void connectionSurvivesTheRefusalOfASmallUpload() throws Exception {
        try (RawHttp http = connect()) {
            String head = "PUT " + target("a/b?v=00") + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n";
            http.send((head + "a".repeat(1_000)).getBytes(StandardCharsets.US_ASCII));
            assertThat(http.answer("PUT").status()).isEqualTo(403);
            assertThat(http.exchange("GET", target("a/b")).status()).isEqualTo(404);
        }
    }
}
