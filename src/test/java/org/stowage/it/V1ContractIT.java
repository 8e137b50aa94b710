package org.stowage.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.it.RawHttp.Answer;

/** Contract v1 on the wire, by the slots that Prosody's {@code mod_http_upload_external} really gave out. */
final class V1ContractIT extends DeployedWar {

    /** Emitted by the module with the secret {@code secret string}; the hex of the path is as it came. */
    @ParameterizedTest
    @CsvSource({
        "9ad89f51-bc25-4b66-8a43-ff92d1630373/bar.jpg, 1048576,"
                + " 21c12d4b962609db5a7c4e82ad04efbaa7885bc2e89a491c9c7131fd7f14694c",
        "482b19c6-a917-4515-ae3f-faaf6e814869/tr%c3%a8s%20cool.jpg, 23456,"
                + " 33c6bb58bc2acd528b9b0cb88031592ea1b5d4ac9c09ae9152d883b706733434",
        "0fbe4ffa-ce81-4233-a514-a1310d463b2b/a%2bb%3bc%3dd%26e%2520%23%3f%e2%98%83.txt, 0,"
                + " b7ef442cdfbfb271799ef935fac1493b7c3da0be43fb851774aaaad971d6a401"
    })
    void slotOfProsodyIsHonouredOnce(String path, int size, String mac) throws Exception {
        byte[] content = content(size, 1);
        // The store outlives a deployment: on a server that has run this before, the slot is spent.
        int first =
                putTo(path + "?v=" + mac, content, "Content-Type: image/jpeg").status();
        assertThat(first).isIn(201, 409);
        assertThat(putTo(path + "?v=" + mac, content).status()).isEqualTo(409);
        assertThat(request("GET", path).body()).isEqualTo(content);
    }

    /** Emitted by the module too: valid tokens for what must not be. */
    @Test
    void signedDotsAreNoFileName() throws Exception {
        Answer answer = putTo(
                "c2268df0-5ba8-4e5f-bf2b-5b3ed4b5ab2b/..?v=8ca5506bb39495a38931ee8570cf8be2dee5f2bd12f29d34f677c79e3ea01040",
                content(5, 1));
        assertThat(answer.status()).isIn(400, 404);
    }

    @Test
    void signedLengthOfMinusOneDoesNotOpenTheDoorToChunks() throws Exception {
        String rest = "fb2a1b30-7d0a-4971-a8c4-40c078e30e62/bar.jpg"
                + "?v=c93f0b5f2adf764617529ad8ac89f9ffda570d6b49f1ef28901a0aa005fe5a66";
        try (RawHttp http = connect()) {
            http.send("PUT", target(rest), "Transfer-Encoding: chunked");
            http.send("5\r\nhello\r\n0\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(http.answer("PUT").status()).isEqualTo(411);
        }
        assertThat(request("PUT", rest, "Content-Length: -1").status()).isEqualTo(400);
        assertThat(request("GET", "fb2a1b30-7d0a-4971-a8c4-40c078e30e62/bar.jpg")
                        .status())
                .isEqualTo(404);
    }

    /** Each row is wrong in all that follows too: the first reason in the order of the contract is told. */
    @Test
    void reasonsAreToldInOrder() throws Exception {
        String stored = Signed.freshPath("a.bin");
        String fresh = Signed.freshPath("b.bin");
        assertThat(put(stored, content(3, 1)).status()).isEqualTo(201);
        String huge = "Content-Length: 104857601";
        assertThat(request("PUT", "a/../b", huge).text()).contains("legal file name");
        assertThat(request("PUT", Signed.escaped(stored), huge).status()).isEqualTo(409);
        assertThat(request("PUT", fresh, "Transfer-Encoding: chunked").status()).isEqualTo(403);
        assertThat(request("PUT", fresh + "?v=00&v=00", "Transfer-Encoding: chunked")
                        .status())
                .isEqualTo(403);
        assertThat(request("PUT", fresh + "?v=00").status()).isEqualTo(411);
        assertThat(request("PUT", fresh + "?v=00", huge).status()).isEqualTo(413);
        assertThat(request("PUT", fresh + "?v=00", "Content-Length: 1").status())
                .isEqualTo(403);
    }

    @Test
    void everyBitOfTheTokenCounts() throws Exception {
        String path = Signed.freshPath("c.bin");
        String right = Signed.mac(path + " 4");
        for (int position = 0; position < right.length(); position += 9) {
            char flipped = Character.forDigit(Character.digit(right.charAt(position), 16) ^ 1, 16);
            String wrong = right.substring(0, position) + flipped + right.substring(position + 1);
            assertThat(putTo(path + "?v=" + wrong, content(4, 1)).status()).isEqualTo(403);
        }
        assertThat(putTo(path + "?v=" + right.substring(1), content(4, 1)).status())
                .isEqualTo(403);
        assertThat(putTo(path + "?v=" + right + "00", content(4, 1)).status()).isEqualTo(403);
        assertThat(putTo(path + "?v=", content(4, 1)).status()).isEqualTo(403);
        assertThat(putTo(path + "?v=" + right, content(5, 1)).status()).isEqualTo(403);
        assertThat(putTo(path + "?v=" + right, content(4, 1)).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a+b.jpg",
                "très cool.jpg",
                "Küche.jpg",
                "14-خید.xlsx",
                "a+b;c=d&e%20%2F#?☃😀.txt",
                "...",
                ".hidden"
            })
    void nameIsTakenAsItWasSigned(String name) throws Exception {
        String path = Signed.freshPath(name);
        assertThat(put(path, content(100, 7)).status()).isEqualTo(201);
        assertThat(request("GET", Signed.escaped(path)).body()).isEqualTo(content(100, 7));
    }

    /** slixmpp writes hex in upper case and some marks raw: it is the same path. */
    @Test
    void clientsMayEscapeInTheirOwnWay() throws Exception {
        String path = Signed.freshPath("a;b=c'(d)!é.txt");
        String ofTheClient = path.replace("é", "%C3%A9");
        assertThat(putTo(ofTheClient + "?v=" + Signed.mac(path + " 3"), content(3, 1))
                        .status())
                .isEqualTo(201);
        assertThat(request("HEAD", Signed.escaped(path)).status()).isEqualTo(200);
    }

    @Test
    void nameOf600BytesIsStored() throws Exception {
        String path = Signed.freshPath("ü".repeat(298) + ".txt");
        assertThat(put(path, content(10, 3)).status()).isEqualTo(201);
        assertThat(request("GET", Signed.escaped(path)).body()).isEqualTo(content(10, 3));
    }
}
