package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowage.it.RawHttp;
import org.stowage.it.RawHttp.Answer;
import org.stowage.it.Signed;

/** {@code java -jar upload.war} and the calls behind it, on a real Tomcat. */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
final class CommandIT {

    private static final String PASSWORD = "a password of an admin";
    private static final String JSON = "Content-Type: application/json";

    private TomcatFolder folder;
    private ServerProcess server;

    @BeforeAll
    void start() throws Exception {
        folder = TomcatFolder.tomcat11();
        folder.deploy(Folders.named("stowage.war"), "upload");
        Files.writeString(
                folder.path().resolve("conf/tomcat-users.xml"),
                "<tomcat-users xmlns=\"http://tomcat.apache.org/xml\" version=\"1.0\"><user username=\"admin\" password=\""
                        + PASSWORD + "\" roles=\"stowage-admin\"/></tomcat-users>");
        server = ServerProcess.start(folder, Map.of("STOWAGE_SECRET", Signed.SECRET, "STOWAGE_AUDIT", "file"));
    }

    @AfterAll
    void end() throws IOException {
        assertThat(server.log()).doesNotContain("?v=", PASSWORD, "Basic ");
        server.close();
    }

    @Test
    void refusedUploadIsExplained() throws Exception {
        String path = Signed.freshPath("a.txt");
        String url = server.uri("upload/" + path) + "?v=" + Signed.mac("upload/" + path + " 5");
        Ended asked = command(PASSWORD, url + "\n", "explain", "-", "5");
        assertThat(asked.status()).isEqualTo(1);
        assertThat(asked.output())
                .startsWith("The path that was signed is another one: upload/" + path)
                .endsWith("failed\n");
        Ended right = command(
                PASSWORD,
                "",
                "explain",
                server.uri("upload/" + Signed.v1(path, 5)).toString(),
                "5");
        assertThat(right.output()).endsWith("passed\n");
        assertThat(right.status()).isZero();
    }

    @Test
    void testUploadPasses() throws Exception {
        Ended asked = command(
                PASSWORD, "", "test-upload", "--url", server.uri("upload/").toString(), "--size", "1000");
        assertThat(asked.output()).contains("201 after", "410 after").endsWith("passed\n");
        Path audit = folder.path().resolve("logs/stowage-audit.log");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.readString(audit).contains("\"who\":\"admin\",\"admin\":\"admin\"")) {
            assertThat(System.nanoTime())
                    .as("a line with the admin's name in %s", audit)
                    .isLessThan(deadline);
            Thread.sleep(50);
        }
        assertThat(asked.status()).isZero();
    }

    @Test
    void checkTellsThatTheSecretIsWeak() throws Exception {
        Ended asked = command(PASSWORD, "", "check");
        assertThat(asked.output()).startsWith("WARNING weak-secret: ").endsWith("\nwarnings\n");
        assertThat(asked.status()).isEqualTo(1);
    }

    @Test
    void filesAndOwnersAreListed() throws Exception {
        String owner = Signed.mac(Signed.freshPath("owner")).substring(0, 40);
        String path = owner + "/" + Signed.freshPath("a.txt");
        try (RawHttp http = new RawHttp(folder.port())) {
            http.send("PUT", "/upload/" + Signed.v1(path, 5), "Content-Length: 5");
            http.send("hello".getBytes(StandardCharsets.US_ASCII));
            assertThat(http.answer("PUT").status()).isEqualTo(201);
        }
        Ended files = command(PASSWORD, "", "files", "--owner", owner);
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (files.output().equals("passed\n")) {
            assertThat(System.nanoTime()).as("waited too long for %s", path).isLessThan(deadline);
            files = command(PASSWORD, "", "files", "--owner", owner, "--order", "largest", "--limit", "10");
        }
        assertThat(files.output()).matches("20\\S+Z {12}5 " + owner + " - " + path + "\npassed\n");
        assertThat(files.status()).isZero();
        Ended owners = command(PASSWORD, "", "owners", "--limit", "1000");
        assertThat(owners.output())
                .contains("             5         1 " + owner + "\n")
                .endsWith("\npassed\n");
        assertThat(owners.status()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "files --order smallest | The order is newest, oldest, largest or due.",
                "files --limit 0 | The limit is a number from 1 to 1000.",
                "owners --limit 1001 | The limit is a number from 1 to 1000.",
                "owners --order due | The body has a member other than limit."
            })
    void whatIsNoQuestionIsToldAsTheServerSaysIt(String words, String sentence) throws Exception {
        Ended asked = command(PASSWORD, "", words.split(" ", -1));
        assertThat(asked.output()).isEqualTo(sentence + "\n");
        assertThat(asked.status()).isEqualTo(2);
    }

    @Test
    void whoIsNoAdminIsToldSo() throws Exception {
        Ended asked = command("wrong", "", "check");
        assertThat(asked.output()).isEqualTo("The user admin or the password is wrong.\n");
        assertThat(asked.status()).isEqualTo(2);
    }

    @Test
    void wrongUseIsExplained() throws Exception {
        Ended asked = command(PASSWORD, "", "burn");
        assertThat(asked.output()).startsWith("There is no command burn.\njava -jar upload.war explain");
        assertThat(asked.status()).isEqualTo(2);
    }

    @Test
    void commandIsNotServed() throws Exception {
        try (RawHttp http = new RawHttp(folder.port())) {
            assertThat(http.exchange("GET", "/upload/org/stowage/command/Command.class")
                            .status())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Type: text/plain | {}                                  | 415",
                "Sec-Fetch-Site: cross-site | {}                                | 403",
                "X-Nothing: at all | {\"url\":                                  | 400",
                "X-Nothing: at all | {}                                         | 400",
                "X-Nothing: at all | {\"url\":\"x\",\"length\":1.5}             | 400",
                "X-Nothing: at all | {\"url\":\"x\",\"length\":1,\"more\":1}    | 400",
                "X-Nothing: at all | {\"url\":[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]],\"length\":1} | 400"
            })
    void wrongQuestionIsRefused(String field, String body, int status) throws Exception {
        assertThat(post(body, field).status()).isEqualTo(status);
    }

    @Test
    void longQuestionIsRefused() throws Exception {
        assertThat(post(" ".repeat(70_000), "X-Nothing: at all").status()).isEqualTo(413);
    }

    @Test
    void questionIsInTheLogWithTheNameOfTheAdmin() throws Exception {
        assertThat(post("{\"url\":\"a/b\",\"length\":1}", "X-Nothing: at all").status())
                .isEqualTo(200);
        assertThat(server.log()).contains("POST /-/explain by admin, from 127.0.0.1");
    }

    private Answer post(String body, String field) throws IOException {
        return post("explain", body, field);
    }

    private Answer post(String call, String body, String field) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String credentials = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        List<String> headers = new ArrayList<>(
                List.of("Authorization: Basic " + credentials, "Content-Length: " + bytes.length, field));
        if (!field.startsWith("Content-Type")) {
            headers.add(JSON);
        }
        try (RawHttp http = new RawHttp(folder.port())) {
            http.sendTo("127.0.0.1", "POST", "/upload/-/" + call, headers.toArray(String[]::new));
            http.send(bytes);
            return http.answer("POST");
        }
    }

    private Ended command(String password, String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Folders.named("stowage.war").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--server", server.uri("upload/").toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("STOWAGE_ADMIN_PASSWORD", password);
        Process process = builder.start();
        try {
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } finally {
            process.destroyForcibly();
        }
    }

    /** What a command has left. */
    private record Ended(int status, String output) {}
}
