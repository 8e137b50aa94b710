package org.stowage.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowage.it.RawHttp.Answer;

/** The contracts above v1 on the wire: v2, Metronome's token, and Prosody's JWT. */
final class ContractsIT extends DeployedWar {

    private static final String JPEG = "Content-Type: image/jpeg";

    /** Emitted by Prosody with {@code http_upload_external_protocol = "v2"} for a file of 1 MiB. */
    @Test
    void slotOfProsodyV2IsHonoured() throws Exception {
        String path = "62c4efa1-5566-4830-853e-a8d50c7f029f/bar.jpg";
        byte[] content = content(1048576, 1);
        String rest = path + "?v2=3067ca22094bb32343c638547a133e4540dcfb7c8c7ee1554e5f473ac16784f5";
        assertThat(putTo(rest, content, JPEG).status()).isIn(201, 409);
        assertThat(putTo(rest, content, JPEG).status()).isEqualTo(409);
        assertThat(request("HEAD", path).header("Content-Type")).hasValue("image/jpeg");
    }

    @ParameterizedTest
    @CsvSource({"v2", "token"})
    void typeThatWasSignedIsStoredWhateverIsSent(String parameter) throws Exception {
        for (String header : new String[] {JPEG, "Content-Type: application/octet-stream", "X-None: x"}) {
            String path = Signed.freshPath("photo.jpg");
            String token = Signed.mac(path + "\0" + 5 + "\0image/jpeg");
            assertThat(putTo(path + "?" + parameter + "=" + token, content(5, 1), header)
                            .status())
                    .isEqualTo(201);
            assertThat(request("HEAD", path).header("Content-Type")).hasValue("image/jpeg");
        }
    }

    @Test
    void wrongTokenOfAHigherContractIsNotMadeGoodByALowerOne() throws Exception {
        String path = Signed.freshPath("a.bin");
        String v1 = Signed.v1(path, 5);
        String zeros = "0".repeat(64);
        assertThat(putTo(v1 + "&v2=" + zeros, content(5, 1)).status()).isEqualTo(403);
        assertThat(putTo(v1 + "&token=" + zeros, content(5, 1)).status()).isEqualTo(403);
        assertThat(putTo(v1, content(5, 1), "Authorization: Bearer x.y.z").status())
                .isEqualTo(403);
        assertThat(putTo(v1, content(5, 1)).status()).isEqualTo(201);
    }

    /** Metronome: 204 deleted, 202 not deleted, 403 bad token. */
    @Test
    void fileIsDeletedByItsXmppServerOnly() throws Exception {
        String path = Signed.freshPath("gone.bin");
        assertThat(put(path, content(5, 1)).status()).isEqualTo(201);
        String right = path + "?token=" + Signed.mac(path + "\0" + Signed.DELETE_SECRET);
        String upload = path + "?token=" + Signed.mac(path + "\0" + 5 + "\0");
        assertThat(request("DELETE", upload).status()).isEqualTo(403);
        assertThat(request("DELETE", path).status()).isEqualTo(403);
        assertThat(request("GET", path).status()).isEqualTo(200);
        assertThat(request("DELETE", right).status()).isEqualTo(204);
        assertThat(request("GET", path).status()).isEqualTo(410);
        assertThat(request("DELETE", right).status()).isEqualTo(202);
    }

    @Test
    void bearerTokenOfProsodyIsHonoured() throws Exception {
        String slot = Signed.freshPath("x").substring(0, 20);
        long inAMinute = Instant.now().getEpochSecond() + 60;
        String claims = "{\"slot\":\"" + slot
                + "\",\"filename\":\"très cool.jpg\",\"filesize\":5.0,\"filetype\":\"image/jpeg\","
                + "\"sub\":\"romeo@montague.example\",\"iat\":1,\"exp\":" + inAMinute + ",\"expires\":4102444800}";
        String path = slot + "/" + Signed.escaped("très cool.jpg");
        assertThat(putTo(path, content(6, 1), bearer(claims)).status()).isEqualTo(413);
        assertThat(putTo(slot + "/other.jpg", content(5, 1), bearer(claims)).status())
                .isEqualTo(403);
        assertThat(putTo(path, content(5, 1), "Content-Type: text/html", bearer(claims))
                        .status())
                .isEqualTo(201);
        assertThat(request("HEAD", path).header("Content-Type")).hasValue("image/jpeg");
    }

    /** Emitted by Prosody, for the path {@code s/a}: long expired. */
    @Test
    void expiredTokenIsRefusedWithAReason() throws Exception {
        String token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
                + "eyJleHAiOjEsImZpbGVzaXplIjoxMDAwLjAsImZpbGV0eXBlIjoiYS9iIiwiZmlsZW5hbWUiOiJhIiwic2xvdCI6InMifQ."
                + "H91bpmOOa3yESk3bFOqPh15PWPtpX_A211aW-goKEyk";
        Answer answer = putTo("s/a", content(1000, 1), "Authorization: Bearer " + token);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("expired");
        assertThat(answer.text()).doesNotContain(token.substring(0, 20));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"alg\":\"none\",\"typ\":\"JWT\"}'",
        "'{\"alg\":\"HS512\",\"typ\":\"JWT\"}'",
        "'{\"alg\":\"HS256\",\"typ\":\"JWT\",\"crit\":[\"x\"]}'",
        "'[[[[[[[[[['",
        "''"
    })
    void otherHeadersAreRefused(String header) throws Exception {
        String path = "slot-of-headers/a.bin";
        String claims = "{\"slot\":\"slot-of-headers\",\"filename\":\"a.bin\",\"filesize\":1,\"exp\":4102444800}";
        assertThat(putTo(path, content(1, 1), bearer(header, claims)).status()).isEqualTo(403);
    }

    private static String bearer(String claims) {
        return bearer("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims);
    }

    private static String bearer(String header, String claims) {
        String signed =
                base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        return "Authorization: Bearer " + signed + "."
                + base64(java.util.HexFormat.of().parseHex(Signed.mac(signed)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
