package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowage.it.DeployedWar;
import org.stowage.it.RawHttp;
import org.stowage.it.Signed;
import org.stowage.management.check.DiagnosisMXBean;

/** What an admin is told about uploads that a real server has really refused; each server runs all of it. */
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
abstract class DiagnosisContract {

    private final ServerFolder folder;
    private ServerProcess server;
    private RunningBean<DiagnosisMXBean> bean;

    DiagnosisContract(ServerFolder folder) {
        this.folder = folder;
    }

    @BeforeAll
    void start() throws Exception {
        folder.deploy(Folders.named("stowage.war"), "upload");
        server = ServerProcess.start(
                folder,
                Map.of(
                        "STOWAGE_SECRET", Signed.SECRET,
                        "STOWAGE_MAX_SIZE", "20 MiB",
                        "STOWAGE_PROTOCOLS", "v1,v2,jwt",
                        "STOWAGE_SECRETS", "gone",
                        "STOWAGE_SECRET_GONE", "the secret of last year",
                        "STOWAGE_SECRET_GONE_NOT_AFTER", "2025-12-31"));
        bean = RunningBean.of(server, "Diagnosis", DiagnosisMXBean.class);
    }

    @AfterAll
    void end() {
        bean.close();
        server.close();
    }

    static Stream<Arguments> wrongTokens() {
        String path = Signed.freshPath("a b.jpg");
        return Stream.of(
                Arguments.of(path, "v=" + Signed.mac(path + " 984"), "16 bytes are what encryption adds"),
                Arguments.of(path, "v=" + Signed.mac(path + " 5000"), "The length that was signed is 5000"),
                Arguments.of(path, "v=" + Signed.mac("upload/" + path + " 1000"), "a part of the base URL"),
                Arguments.of(path, "v=" + Signed.mac(Signed.escaped(path) + " 1000"), "percent-encoded"),
                Arguments.of(path, "v=" + Signed.mac(Signed.SECRET + "\n", path + " 1000"), "a line feed behind it"),
                Arguments.of(
                        path,
                        "v=" + Signed.mac("the secret of last year", path + " 1000"),
                        "was valid until 2025-12-31"),
                Arguments.of(
                        path,
                        "v=" + Signed.mac("nobody's", path + " 1000"),
                        "the secrets of XMPP server and Stowage differ"),
                Arguments.of(path, "v2=" + Signed.mac(path + " 1000"), "belongs in the parameter v:"),
                Arguments.of(path, "v2=" + Signed.mac(path + "\0" + "1000\0text/html"), "was signed is text/html"),
                Arguments.of(
                        path,
                        "token=" + Signed.mac(path + "\0" + "1000\0image/jpeg"),
                        "contract token, which is not enabled"),
                Arguments.of(path, "v=" + Signed.mac(path + " 1000").substring(1), "has 63 hex digits"),
                Arguments.of(path, "x=1", "The request carries no token"));
    }

    @ParameterizedTest
    @MethodSource("wrongTokens")
    void causeOfARefusalIsNamed(String path, String query, String sentence) throws Exception {
        String target = Signed.escaped(path) + "?" + query;
        assertThat(put(target, 1000).status()).isEqualTo(403);
        String answer = diagnosis().explain(server.uri("upload/" + target).toString(), 1000);
        assertThat(answer).contains(sentence, "refused with 403");
        assertThat(answer).doesNotContain(Signed.SECRET + "\"", Signed.mac(path + " 1000"));
        assertThat(server.log()).doesNotContain("?" + query);
    }

    @Test
    void fileThatIsThereIsToldBeforeTheToken() throws Exception {
        String path = Signed.freshPath("there.jpg");
        assertThat(put(Signed.v1(path, 1000), 1000).status()).isEqualTo(201);
        String answer = diagnosis().explain("/upload/" + Signed.v1(path, 1000), 1000);
        assertThat(answer).startsWith("The upload is refused with 409 exists:").contains("The token is right");
    }

    @Test
    void uploadThatIsTooLargeIsToldBeforeTheToken() throws Exception {
        String path = Signed.freshPath("large.jpg");
        assertThat(diagnosis().explain("/upload/" + Signed.v1(path, 30 << 20), 30 << 20))
                .startsWith("The upload is refused with 413 too-large:");
    }

    @Test
    void rightUploadIsRight() throws Exception {
        String path = Signed.freshPath("right.jpg");
        assertThat(diagnosis().explain("/upload/" + Signed.v1(path, 5), 5, "image/jpeg", ""))
                .startsWith("The token is right: it is one of contract v1.");
        assertThat(put(Signed.v1(path, 5), 5).status()).isEqualTo(201);
    }

    @Test
    void jwtIsExplained() throws Exception {
        String answer = diagnosis()
                .explain(
                        "/upload/s/a.jpg",
                        1000,
                        "",
                        "Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleHAiO"
                                + "jEsImZpbGVzaXplIjoxMDAwLjAsImZpbGV0eXBlIjoiYS9iIiwiZmlsZW5hbWUiOiJhIiwic2xvdCI6InMifQ.H91bpmOOa3yESk3bFOqPh15"
                                + "PWPtpX_A211aW-goKEyk");
        assertThat(answer).contains("has expired at 1970-01-01T00:00:01Z", "The token is about s/a;");
    }

    @Test
    void selfCheckFindsTheWeakSecret() throws Exception {
        assertThat(diagnosis().selfCheck()).contains("WARNING weak-secret: The secret default is an example");
        assertThat(server.log()).contains("The secret default is an example from documentation");
    }

    @Test
    void selfCheckFindsAProxyThatIsNotHeeded() throws Exception {
        try (RawHttp http = new RawHttp(folder.port())) {
            http.send("PUT", "/upload/a/b?v=00", "Content-Length: 1", "X-Forwarded-For: 198.51.100.7");
            assertThat(http.answer("PUT").status()).isEqualTo(403);
        }
        assertThat(diagnosis().selfCheck()).contains("WARNING proxy-ignored:");
    }

    final DiagnosisMXBean diagnosis() {
        return bean.proxy();
    }

    final ServerFolder folder() {
        return folder;
    }

    final ServerProcess server() {
        return server;
    }

    final RawHttp.Answer put(String target, int size) throws IOException {
        try (RawHttp http = new RawHttp(folder.port())) {
            http.send("PUT", "/upload/" + target, "Content-Length: " + size);
            http.send(DeployedWar.content(size, 1));
            return http.answer("PUT");
        }
    }
}
