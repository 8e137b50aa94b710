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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowage.it.RawHttp;
import org.stowage.it.RawHttp.Answer;
import org.stowage.it.Signed;
import org.stowage.program.NeedsProgram;

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
        String owner = owner();
        String path = stored(owner, "hello");
        Ended files = command(PASSWORD, "", "find", "--owner", owner);
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (files.output().equals("passed\n")) {
            assertThat(System.nanoTime()).as("waited too long for %s", path).isLessThan(deadline);
            files = command(PASSWORD, "", "find", "--owner", owner, "--order", "largest", "--limit", "10");
        }
        assertThat(files.output()).matches("20\\S+Z {12}5 " + owner + " - " + path + "\npassed\n");
        assertThat(files.status()).isZero();
    }

    /** Each row of the table of commands is tried as an admin types it. */
    @Test
    void whoUsesTheDiskIsTold() throws Exception {
        String owner = owner();
        stored(owner, "hello");
        Ended usage = command(PASSWORD, "", "usage", "--limit", "1000");
        assertThat(usage.output())
                .contains(" files, ", "free on the disk: ", "             5         1 " + owner + "\n")
                .endsWith("\npassed\n");
        assertThat(usage.status()).isZero();
    }

    @Test
    void urlIsDeletedAndBanned() throws Exception {
        String path = stored(owner(), "hello");
        String url = server.uri("upload/" + path).toString();
        Ended plan = command(PASSWORD, "", "ban", url, "--why", "report 17");
        assertThat(plan.output())
                .startsWith("Bans " + path + ": uploads are refused until the ban is lifted, and 1 file, 5 bytes taken")
                .endsWith("Nothing was done: add --yes to the command to carry it out.\n");
        assertThat(plan.status()).isEqualTo(2);
        Ended done = command(PASSWORD, "", "ban", url, "--why", "report 17", "--yes", "--id", "ban-17");
        assertThat(done.output()).endsWith("The ban holds. Removed 1 file, 5 bytes.\npassed\n");
        assertThat(done.status()).isZero();
        assertThat(status(path)).isEqualTo(451);
        assertThat(command(PASSWORD, "", "find", url).output())
                .contains("taken-down: An administrator has taken the file down", " path " + path + ": report 17\n");
        assertThat(command(PASSWORD, "", "jobs", "ban-17").output()).contains(" by admin: done, 100 %");
        assertThat(command(PASSWORD, "", "bans").output()).contains(" path " + path + ": report 17\n");
        Ended lifted = command(PASSWORD, "", "unban", url, "--yes");
        assertThat(lifted.output()).endsWith("The ban is lifted.\npassed\n");
    }

    @Test
    void bytesAreBanned() throws Exception {
        String text = "the same bytes " + owner();
        String one = stored(owner(), text);
        String other = stored(owner(), text);
        Ended done = command(
                PASSWORD, "", "ban", "--content-of", server.uri("upload/" + one).toString(), "--yes");
        assertThat(done.output()).endsWith("Removed 2 files, " + 2 * text.length() + " bytes.\npassed\n");
        assertThat(status(other)).isEqualTo(451);
        assertThat(put(owner() + "/" + Signed.freshPath("a.txt"), text)).isEqualTo(403);
        assertThat(command(PASSWORD, "", "refusals", "--code", "banned", "--limit", "1")
                        .output())
                .contains(" PUT 403 banned /upload/");
    }

    @Test
    void userIsErasedAndThatIsProven(@TempDir Path records) throws Exception {
        String owner = owner();
        String path = stored(owner, "hello");
        Path record = records.resolve("record.jsonl");
        Ended done = command(PASSWORD, "", "erase", owner, "--record", record.toString(), "--yes");
        assertThat(done.output())
                .startsWith("Deletes all files of owner " + owner + ": ")
                .endsWith("Removed 1 file, 5 bytes.\npassed\n");
        assertThat(status(path)).isEqualTo(410);
        assertThat(Files.readString(record)).contains(path, "\"files\":1,\"bytes\":5");
        assertThat(command("", "", "verify", record.toString()).output())
                .startsWith("The record is whole, and signed with the key ")
                .endsWith("\npassed\n");
        Files.writeString(record, Files.readString(record).replace("\"bytes\":5", "\"bytes\":4"));
        Ended changed = command("", "", "verify", record.toString());
        assertThat(changed.output()).isEqualTo("The record was changed, or is not signed.\nfailed\n");
        assertThat(changed.status()).isEqualTo(1);
    }

    @Test
    void whatRulesWouldRemoveIsTold() throws Exception {
        stored(owner(), "hello");
        String always = "stowage.retention.all.keep-for=1 minute";
        Ended dry = command(PASSWORD, "", "dry-run", "stowage.retention=all", always);
        assertThat(dry.output()).contains("all rules: ").endsWith("\npassed\n");
        assertThat(dry.status()).isZero();
        assertThat(command(PASSWORD, "", "dry-run").output()).isEqualTo("all rules: 0 files, 0 bytes\npassed\n");
        assertThat(command(PASSWORD, "", "dry-run", "stowage.retention=all").output())
                .contains("stowage.retention.all.keep-for is not set");
    }

    @Test
    void whatHappenedToAFileIsTold() throws Exception {
        String path = stored(owner(), "hello");
        assertThat(command(PASSWORD, "", "find", server.uri("upload/" + path).toString())
                        .output())
                .startsWith(path + "\nstored: The file is stored. No rule deletes it.\nstored 20")
                .endsWith("\npassed\n");
        assertThat(command(PASSWORD, "", "delete", path, "--yes").status()).isZero();
        String told = command(PASSWORD, "", "find", path).output();
        assertThat(told).contains("\ndeleted: The file was deleted by an administrator");
        assertThat(command(PASSWORD, "", "find", "http://").output()).startsWith("Name a file by its URL");
    }

    @Test
    void settingIsChangedUntilTheNextStart() throws Exception {
        assertThat(command(PASSWORD, "", "set", "quota.owner", "1 TiB").output())
                .contains("stowage.quota.owner")
                .endsWith("\npassed\n");
        assertThat(command(PASSWORD, "", "set").output())
                .contains("stowage.quota.owner=1 TiB\n", "stowage.secret=***\n");
        assertThat(command(PASSWORD, "", "set", "quota.owner").status()).isZero();
        assertThat(command(PASSWORD, "", "set", "quota.owner", "much").status()).isEqualTo(2);
    }

    @Test
    void sameOrderWithTheSameIdIsDoneOnce() throws Exception {
        String owner = owner();
        stored(owner, "hello");
        String id = "once-" + owner;
        assertThat(command(PASSWORD, "", "delete", "--owner", owner, "--id", id, "--yes")
                        .output())
                .contains("Removed 1 file");
        String later = stored(owner, "later");
        assertThat(command(PASSWORD, "", "delete", "--owner", owner, "--id", id, "--yes")
                        .output())
                .contains("Removed 1 file");
        assertThat(status(later)).isEqualTo(200);
        assertThat(command(PASSWORD, "", "delete", later, "--id", id, "--yes").output())
                .endsWith("Another order has the id " + id + "; choose another id.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "find --order smallest | The order is newest, oldest, largest or due.",
                "find --limit 0 | The limit is a number from 1 to 1000.",
                "usage --limit 1001 | The limit is a number from 1 to 1000.",
                "find --stored-from soon | 'The parameter storedFrom is a day such as 2026-11-28, or a time such as 2026-11-28T06:30:00Z.'",
                "jobs none | No job of this id was given since the start of the server."
            })
    void whatIsNoQuestionIsToldAsTheServerSaysIt(String words, String sentence) throws Exception {
        Ended asked = command(PASSWORD, "", words.split(" ", -1));
        assertThat(asked.output()).isEqualTo(sentence + "\n");
        assertThat(asked.status()).isEqualTo(2);
    }

    /** The examples of the page, with the address and the files of this server. */
    @Test
    @NeedsProgram(value = "curl", packages = "curl")
    void examplesOfThePageWork(@TempDir Path work) throws Exception {
        String path = stored(owner(), "hello");
        String page = Files.readString(Path.of("docs/api.md"));
        String examples = page.substring(page.indexOf("```sh\n", page.indexOf("## Examples")) + 6);
        String script = "set -e\n"
                + examples.substring(0, examples.indexOf("```"))
                        .replace(
                                "http://127.0.0.1:8080/upload/-",
                                server.uri("upload/-").toString())
                        .replace(
                                "https://upload.example.org/upload/",
                                server.uri("upload/").toString())
                        .replace("4c5d/photo.jpg", path)
                        .replace("romeo@example.org", path.substring(0, 40));
        Path file = Files.writeString(work.resolve("examples.sh"), script);
        ProcessBuilder builder = new ProcessBuilder("bash", file.toString()).redirectErrorStream(true);
        builder.environment().put("STOWAGE_ADMIN_PASSWORD", PASSWORD);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output)
                .contains("\"state\":\"stored\"", "\"id\":\"report-17\"", "\"proposed\":true", "\"passed\":false")
                .doesNotContain("about:blank");
    }

    private static String owner() {
        return Signed.mac(Signed.freshPath("owner")).substring(0, 40);
    }

    private String stored(String owner, String text) throws IOException {
        String path = owner + "/" + Signed.freshPath("a.txt");
        assertThat(put(path, text)).isEqualTo(201);
        return path;
    }

    private int put(String path, String text) throws IOException {
        try (RawHttp http = new RawHttp(folder.port())) {
            http.send("PUT", "/upload/" + Signed.v1(path, text.length()), "Content-Length: " + text.length());
            http.send(text.getBytes(StandardCharsets.US_ASCII));
            return http.answer("PUT").status();
        }
    }

    private int status(String path) throws IOException {
        try (RawHttp http = new RawHttp(folder.port())) {
            return http.exchange("GET", "/upload/" + path).status();
        }
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
