package org.stowage.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.it.RawHttp.Answer;

/** What clients and the programs around them really send, and no textbook has. */
final class ClientsIT extends DeployedWar {

    private static final boolean ON_WILDFLY =
            System.getProperty("arquillian.launch", "wildfly").startsWith("wildfly");

    private static final byte[] CONTENT = "h\u00e9llo".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource({
        "v2, docx, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "v2, apk, application/vnd.android.package-archive",
        "token, 3gp, video/3gpp",
        "token, vcf, text/x-vcard",
        "v2, txt, text/plain;charset=UTF-8",
        "v2, m4a, audio/x-m4a"
    })
    void typeThatWasSignedIsStoredThoughTheClientSendsNoneOrOctetStream(String parameter, String extension, String type)
            throws Exception {
        for (String header : new String[] {"X-None: x", "Content-Type: application/octet-stream"}) {
            String path = Signed.freshPath("f." + extension);
            String token = Signed.mac(path + "\0" + CONTENT.length + "\0" + type);
            assertThat(putTo(path + "?" + parameter + "=" + token, CONTENT, header)
                            .status())
                    .isEqualTo(201);
            assertThat(request("HEAD", path).header("Content-Type")).hasValue(type);
        }
    }

    /** As ejabberd from 25.10 on writes its slots. Tomcat refuses such a request line, and nothing can be set there. */
    @ParameterizedTest
    @ValueSource(strings = {"K\u00fcche.jpg", "\u0444\u043e\u0442\u043e.jpg", "\ud83d\ude00%25.jpg", "a;b\u00fc=c.jpg"})
    void rawUtf8InTheUrlIsTheSameNameAsEscaped(String name) throws Exception {
        String path = Signed.freshPath(name.replace("%25", "%"));
        String raw = asBytes(path.replace("%", "%25"));
        Answer answer = putTo(raw + "?v=" + Signed.mac(path + " " + CONTENT.length), CONTENT);
        assertThat(answer.status()).isEqualTo(ON_WILDFLY ? 201 : 400);
        if (ON_WILDFLY) {
            assertThat(request("GET", raw).body()).isEqualTo(CONTENT);
            assertThat(request("HEAD", raw).status()).isEqualTo(200);
            assertThat(request("GET", Signed.escaped(path)).body()).isEqualTo(CONTENT);
        }
    }

    /** The escape is in a parameter of somebody else's. */
    @ParameterizedTest
    @ValueSource(strings = {"utm=100%", "d=%zz", "%", "a=%ff", "x=%u00e9", "utm=a+b%20c"})
    void brokenEscapeInAForeignParameterIsIgnored(String foreign) throws Exception {
        String path = Signed.freshPath("a.bin");
        assertThat(readable(request("GET", path + "?" + foreign)).status()).isEqualTo(404);
        assertThat(readable(putTo(Signed.v1(path, CONTENT.length) + "&" + foreign, CONTENT))
                        .status())
                .isEqualTo(201);
        assertThat(request("GET", path + "?" + foreign).body()).isEqualTo(CONTENT);
    }

    /** XMPP servers sign such names; of the servers here each lets the escaped form through, and WildFly the raw one. */
    @ParameterizedTest
    @CsvSource({"a%5Cb.bin, true", "..%5c..%5cb.bin, true", "a\\b.bin, false"})
    void backslashIsACharacterLikeOthers(String raw, boolean everywhere) throws Exception {
        String folder = Signed.freshPath("");
        String path = folder + raw.replace("%5C", "\\").replace("%5c", "\\");
        Answer answer = putTo(folder + raw + "?v=" + Signed.mac(path + " " + CONTENT.length), CONTENT);
        assertThat(answer.status()).isEqualTo(everywhere || ON_WILDFLY ? 201 : 400);
        if (answer.status() == 201) {
            Answer got = request("GET", Signed.escaped(path));
            assertThat(got.body()).isEqualTo(CONTENT);
            assertThat(got.header("Content-Disposition").orElseThrow())
                    .startsWith("attachment; filename*=UTF-8''")
                    .doesNotContain("\\", "%5C");
        }
    }

    /** RFC 9110 §9.1: methods are case-sensitive. */
    @ParameterizedTest
    @ValueSource(strings = {"get", "Get", "put", "delete", "options", "post"})
    void methodInAnotherCaseIsAnother(String method) throws Exception {
        String path = Signed.freshPath("a.bin");
        assertThat(put(path, CONTENT).status()).isEqualTo(201);
        // Twice: the second look-up is one that WildFly can answer without waiting.
        for (int i = 0; i < 2; i++) {
            assertThat(readable(request(method, path, "Content-Length: 0")).status())
                    .isEqualTo(405);
            assertThat(request("GET", path).body()).isEqualTo(CONTENT);
        }
    }

    /** Undertow sends no body to it. */
    @Test
    void headInLowerCaseIsNoHead() throws Exception {
        String path = Signed.freshPath("a.bin");
        assertThat(put(path, CONTENT).status()).isEqualTo(201);
        try (RawHttp http = connect()) {
            http.send("head", target(path));
            assertThat(readable(http.answer("HEAD")).status()).isEqualTo(405);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=b\u0001c",
                "a=b\u007fc",
                "a=\"b",
                "=",
                ";;,",
                "$Version=1; a=b",
                "JSESSIONID=\u0001",
                "a=\u00e9"
            })
    void cookiesAreIgnored(String cookie) throws Exception {
        String path = Signed.freshPath("a.bin");
        Answer put = put(path, CONTENT, "Cookie: " + cookie);
        // Tomcat refuses a control character in any field.
        boolean controls = cookie.chars().anyMatch(Character::isISOControl);
        assertThat(put.status()).isEqualTo(controls && !ON_WILDFLY ? 400 : 201);
        assertThat(request("GET", path, "Cookie: " + cookie).status()).isEqualTo(put.status() == 201 ? 200 : 400);
        assertThat(request("GET", "no/such/file", "Cookie: " + cookie).status())
                .isEqualTo(put.status() == 201 ? 404 : 400);
    }

    /** Tomcat has a limit of its own ({@code maxCookieCount}) and says so in one sentence. */
    @Test
    void fourHundredCookiesAreNoFailure() throws Exception {
        assertThat(readable(request("GET", "no/such/file", "Cookie: " + "a=b;".repeat(400)))
                        .status())
                .isIn(ON_WILDFLY ? List.of(404) : List.of(400, 404));
    }

    /** RFC 9110 §5.6.1.2: empty elements of a list say nothing. */
    @Test
    void emptyElementsOfAListAreIgnored() throws Exception {
        String path = Signed.freshPath("a.bin");
        assertThat(put(path, content(10, 1)).status()).isEqualTo(201);
        Answer parts = request("GET", path, "Range: bytes=0-1,,3-3");
        assertThat(parts.status()).isEqualTo(206);
        assertThat(parts.header("Content-Type").orElseThrow()).startsWith("multipart/byteranges");
        assertThat(request("GET", path, "Range: bytes=, 0-1 ,").header("Content-Range"))
                .hasValue("bytes 0-1/10");
        String tag = request("HEAD", path).header("ETag").orElseThrow();
        assertThat(request("GET", path, "If-None-Match: ,, " + tag + ",").status())
                .isEqualTo(304);
        assertThat(request("GET", path, "If-Match: \"x\", ,\t" + tag).status()).isEqualTo(200);
    }

    /** Two readers might take different ones. */
    @ParameterizedTest
    @CsvSource({
        "'Content-Length: 6|Content-Length: 7', 400",
        "'Content-Length: 6, 6', 400",
        "'Content-Length: 6|Content-Type: text/plain|Content-Type: text/html', 400",
        "'Content-Length: 6|Authorization: Bearer x|Authorization: Bearer y', 403"
    })
    void fieldThatIsThereTwiceIsRefused(String fields, int status) throws Exception {
        String path = Signed.freshPath("a.bin");
        try (RawHttp http = connect()) {
            http.send("PUT", target(Signed.v1(path, 6)), fields.split("\\|", -1));
            http.send(CONTENT);
            assertThat(http.answer("PUT").status()).isEqualTo(status);
        }
        assertThat(request("GET", path).status()).isEqualTo(404);
    }

    /** RFC 9112 §6.1: a transfer coding makes the length void, and without one nothing is taken. */
    @Test
    void lengthBesideATransferCodingIsNone() throws Exception {
        String path = Signed.freshPath("a.bin");
        try (RawHttp http = connect()) {
            http.send("PUT", target(Signed.v1(path, 6)), "Content-Length: 6", "Transfer-Encoding: chunked");
            http.send("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(http.answer("PUT").status()).isIn(400, 411);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Content-Type", "Expires", "X-Requested-With", "Cache-Control", "Range"})
    void preflightAllowsWhatClientsSend(String field) throws Exception {
        Answer answer = request(
                "OPTIONS",
                "a/b.jpg?v=00",
                "Origin: https://chat.example",
                "Access-Control-Request-Method: PUT",
                "Access-Control-Request-Headers: " + field);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Headers").orElseThrow().split(", ", -1))
                .contains(field);
    }

    /** Gajim compares the type; a browser takes a text without a charset for windows-1252. */
    @ParameterizedTest
    @CsvSource({
        "text/plain, h\u00e9llo, UTF-8, text/plain; charset=utf-8",
        "text/plain, hello, UTF-8, text/plain; charset=utf-8",
        "text/plain, h\u00e9llo, ISO-8859-1, text/plain",
        "text/plain;charset=koi8-r, h\u00e9llo, UTF-8, text/plain;charset=koi8-r",
        "text/html, h\u00e9llo, UTF-8, text/html",
        "text/plain, '', UTF-8, text/plain; charset=utf-8"
    })
    void textIsShownAsUtf8WhereItIs(String type, String text, String charset, String shown) throws Exception {
        String path = Signed.freshPath("a.txt");
        byte[] content = text.getBytes(charset);
        assertThat(put(path, content, "Content-Type: " + type).status()).isEqualTo(201);
        for (String method : new String[] {"GET", "HEAD", "GET"}) {
            Answer browser = request(method, path, "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document");
            assertThat(browser.header("Content-Type")).hasValue(shown);
            assertThat(browser.body()).isEqualTo(method.equals("GET") ? content : new byte[0]);
            Answer client = request(method, path, "Accept: text/html, */*", "Sec-Fetch-Mode: cors");
            assertThat(client.header("Content-Type")).hasValue(type);
            assertThat(client.headers("Vary")).isEqualTo(browser.headers("Vary"));
            assertThat(client.header("Vary").isPresent()).isEqualTo(type.startsWith("text/plain"));
        }
    }

    /** Whatever is answered, a web client can read it. */
    private static Answer readable(Answer answer) {
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("*");
        return answer;
    }

    /** The bytes of UTF-8 as {@link RawHttp} writes them. */
    private static String asBytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
