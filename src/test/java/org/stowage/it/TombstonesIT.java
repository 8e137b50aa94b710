package org.stowage.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.it.RawHttp.Answer;

/** What is left of a file that its XMPP server has deleted, on the wire. */
final class TombstonesIT extends DeployedWar {

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void deletedFileIsGoneAndNoCacheKeepsThat(String method) throws Exception {
        String path = deleted("a.bin");
        Answer answer = request(method, path, "Range: bytes=0-0", "If-None-Match: *");
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(answer.header("ETag")).isEmpty();
        assertThat(answer.text()).isEqualTo(method.equals("GET") ? "The file at this URL has been deleted.\n" : "");
    }

    /** From its second request on a small file is in memory. */
    @ParameterizedTest
    @ValueSource(ints = {1000, 10_000, 40_000, 65_536, 65_537})
    void fileThatWasAskedForOftenIsTheSameEachTimeAndThenGone(int size) throws Exception {
        String path = Signed.freshPath("often.bin");
        byte[] content = content(size, size);
        assertThat(put(path, content).status()).isEqualTo(201);
        for (int time = 0; time < 4; time++) {
            assertThat(request("GET", path).body()).isEqualTo(content);
            Answer part = request("GET", path, "Range: bytes=500-899");
            assertThat(part.status()).isEqualTo(206);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, 500, 900));
        }
        assertThat(request("DELETE", deletion(path)).status()).isEqualTo(204);
        assertThat(request("GET", path).status()).isEqualTo(410);
        assertThat(request("GET", path, "Range: bytes=500-899").status()).isEqualTo(410);
    }

    @Test
    void signedUrlOfADeletedFileCannotBeUsedAgain() throws Exception {
        String path = deleted("a.bin");
        Answer answer = put(path, content(5, 1));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("deleted", "ask for a new one");
        assertThat(put(path, content(6, 1)).status()).isEqualTo(409);
        assertThat(request("GET", path).status()).isEqualTo(410);
    }

    @Test
    void secondDeletionIsAnsweredAsThatOfAMissingFile() throws Exception {
        String path = deleted("a.bin");
        assertThat(request("DELETE", deletion(path)).status()).isEqualTo(202);
        assertThat(request("GET", path).status()).isEqualTo(410);
        String missing = Signed.freshPath("never.bin");
        assertThat(request("DELETE", deletion(missing)).status()).isEqualTo(202);
        assertThat(request("GET", missing).status()).isEqualTo(404);
        assertThat(put(missing, content(5, 1)).status()).isEqualTo(201);
    }

    /** It was admitted before; only its publication meets the tombstone. */
    @Test
    void uploadThatEndsAfterTheDeletionOfAnotherIsRefused() throws Exception {
        String path = Signed.freshPath("late.bin");
        byte[] content = content(50_000, 1);
        try (RawHttp late = connect()) {
            late.send("PUT", target(Signed.v1(path, content.length)), "Content-Length: " + content.length);
            late.send(Arrays.copyOf(content, 20_000));
            assertThat(put(path, content).status()).isEqualTo(201);
            assertThat(request("DELETE", deletion(path)).status()).isEqualTo(204);
            late.send(Arrays.copyOfRange(content, 20_000, content.length));
            assertThat(late.answer("PUT").status()).isEqualTo(409);
        }
        assertThat(request("GET", path).status()).isEqualTo(410);
    }

    private String deleted(String name) throws Exception {
        String path = Signed.freshPath(name);
        assertThat(put(path, content(5, 1)).status()).isEqualTo(201);
        assertThat(request("GET", path).status()).isEqualTo(200);
        assertThat(request("DELETE", deletion(path)).status()).isEqualTo(204);
        return path;
    }

    private static String deletion(String path) {
        return path + "?token=" + Signed.mac(path + "\0" + Signed.DELETE_SECRET);
    }
}
