package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stowage.it.Signed;
import org.stowage.management.SettingsMXBean;

/** An admin changes settings while the server runs, by the server's own means. */
@Timeout(300)
final class LiveSettingsIT {

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{ENC::[^}]+}");
    private static final String MAX_SIZE = "/system-property=stowage.max-size";
    private static final String SECRET = "/system-property=stowage.secret";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void wildflyFollowsTheConsole() throws Exception {
        WildFlyFolder folder = WildFlyFolder.stock();
        folder.deploy(Folders.named("stowage.thin.war"), "upload");
        WildFlyCli cli = new WildFlyCli(folder);
        try (ServerProcess server = ServerProcess.start(folder, Map.of("STOWAGE_SECRET", "the first secret"))) {
            assertThat(put(server, "the first secret", 100)).isEqualTo(201);

            cli.run(MAX_SIZE + ":add(value=50)");
            awaitLog(server, "Settings changed: stowage.max-size: (100 MiB) -> 50");
            assertThat(put(server, "the first secret", 100)).isEqualTo(413);

            cli.run(MAX_SIZE + ":write-attribute(name=value,value=fifty)");
            awaitLog(server, "those before stay in force: stowage.max-size \"fifty\" is not a size");
            assertThat(put(server, "the first secret", 100)).isEqualTo(413);
            assertThat(put(server, "the first secret", 50)).isEqualTo(201);

            cli.run(MAX_SIZE + ":remove");
            awaitLog(server, "stowage.max-size: 50 -> (100 MiB)");
            assertThat(put(server, "the first secret", 100)).isEqualTo(201);

            cli.run("/system-property=stowage.cors-origins:add(value=https://chat.example.org)");
            awaitLog(server, "stowage.cors-origins: (*) -> https://chat.example.org");
            assertThat(allowedOrigin(server, "https://chat.example.org")).isEqualTo("https://chat.example.org");
            assertThat(allowedOrigin(server, "https://evil.example")).isEmpty();

            encryptedSecretTakesTheOthersPlace(server, cli);
            assertThat(Files.readString(folder.path().resolve("configuration/standalone.xml")))
                    .contains("${ENC::stowage:")
                    .doesNotContain("the second secret");
            cli.run(":reload");
            awaitStatus(server, "the second secret", 201);
            assertThat(server.log()).doesNotContain("the second secret", "org.apache.lucene");
            assertThat(Files.readString(folder.path().resolve("log/server.log")))
                    .contains("WFLYSRV0025")
                    .doesNotContain("the second secret");
            server.stop();
            server.startAgain();
            assertThat(put(server, "the second secret", 100)).isEqualTo(201);
        }
    }

    /** The recipe of {@code server-config}, as it says. */
    private void encryptedSecretTakesTheOthersPlace(ServerProcess server, WildFlyCli cli) throws Exception {
        String output = cli.runScript(
                "server-config/wildfly/encrypted-secret.cli", Map.of("STOWAGE_SECRET", "the second secret"));
        Matcher expression = EXPRESSION.matcher(output);
        assertThat(expression.find()).as(output).isTrue();
        cli.run(SECRET + ":add(value=\"" + expression.group() + "\")");
        awaitLog(server, "Settings changed: stowage.secret");
        assertThat(put(server, "the first secret", 100)).isEqualTo(403);
        assertThat(put(server, "the second secret", 100)).isEqualTo(201);
    }

    @Test
    void tomcatFollowsTheMxbeanAndTheContextFile() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.configure(contextFile("the first secret"), "upload");
        folder.deploy(Folders.named("stowage.war"), "upload");
        try (ServerProcess server = ServerProcess.start(folder, Map.of())) {
            assertThat(put(server, "the first secret", 100)).isEqualTo(201);
            try (RunningBean<SettingsMXBean> bean = RunningBean.of(server, "Settings", SettingsMXBean.class)) {
                changesByTheBean(server, bean.proxy());
            }
            folder.configure(contextFile("the third secret"), "upload");
            awaitStatus(server, "the third secret", 201);
            assertThat(put(server, "the first secret", 100)).isEqualTo(403);
            folder.configure(
                    contextFile("the third secret")
                            .replace("</Context>", "<Parameter name=\"stowage.max-size\" value=\"lots\"/></Context>"),
                    "upload");
            awaitLog(
                    server,
                    "Stowage cannot start: stowage.max-size \"lots\" is not a size such as 104857600, 100 MiB or"
                            + " 2 GiB.\n");
            awaitEndOfDeployment(server, "Stowage cannot start");
            folder.configure(contextFile("the third secret"), "upload");
            awaitStatus(server, "the third secret", 201);
            assertThat(server.log()).doesNotContain("the second secret", "the third secret", "On Tomcat set it");
        }
    }

    private void changesByTheBean(ServerProcess server, SettingsMXBean bean) throws Exception {
        awaitLog(server, " client=127.0.0.1 id=");
        bean.change("log-client-address", "false");
        int before = server.log().length();
        assertThat(put(server, "the first secret", 101)).isEqualTo(201);
        awaitLog(server, "length=101 ");
        assertThat(server.log().substring(before)).contains("length=101 ").doesNotContain("client=");
        bean.restore("log-client-address");
        assertThat(bean.change("max-size", "50")).isEqualTo("Settings changed: stowage.max-size: (100 MiB) -> 50");
        assertThat(put(server, "the first secret", 100)).isEqualTo(413);
        assertThatThrownBy(() -> bean.change("stowage.max-size", "fifty"))
                .hasMessageContaining("stowage.max-size \"fifty\" is not a size");
        assertThatThrownBy(() -> bean.change("stowage.max-sise", "1")).hasMessageContaining("not a setting");
        assertThat(bean.getInForce()).containsEntry("stowage.max-size", "50").containsEntry("stowage.secret", "***");
        assertThat(bean.getChangedHere()).containsExactly("stowage.max-size");
        assertThat(bean.getRefused()).isEmpty();
        assertThat(bean.restore("stowage.max-size")).isEqualTo("Settings changed: stowage.max-size: 50 -> (100 MiB)");
        assertThat(bean.reload()).isEqualTo("Nothing has changed.");
        assertThat(bean.change("secret", "the second secret")).isEqualTo("Settings changed: stowage.secret");
        assertThat(put(server, "the second secret", 100)).isEqualTo(201);
        assertThat(bean.restore("secret")).isEqualTo("Settings changed: stowage.secret");
        assertThat(put(server, "the second secret", 100)).isEqualTo(403);
        assertThat(put(server, "the first secret", 100)).isEqualTo(201);
    }

    private static String contextFile(String secret) throws IOException {
        return Files.readString(Path.of("server-config/tomcat/upload.xml"))
                .replace("name=\"stowage.secret\" value=\"\"", "name=\"stowage.secret\" value=\"" + secret + "\"");
    }

    private static void awaitLog(ServerProcess server, String words) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!server.log().contains(words) && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        assertThat(server.log()).contains(words);
    }

    /** Tomcat notes when a context file was changed only after it has tried it: what is changed meanwhile is never seen. */
    private static void awaitEndOfDeployment(ServerProcess server, String words) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!server.log().substring(server.log().indexOf(words)).contains("has finished in")) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    /** Tomcat looks at context files now and then; meanwhile there may be nobody who answers. */
    private void awaitStatus(ServerProcess server, String secret, int status) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(server, secret, status) && System.nanoTime() < deadline) {
            Thread.sleep(200);
        }
        assertThat(put(server, secret, 100)).isEqualTo(status);
    }

    private boolean answers(ServerProcess server, String secret, int status) throws InterruptedException {
        try {
            return put(server, secret, 100) == status;
        } catch (IOException nobody) {
            return false;
        }
    }

    private int put(ServerProcess server, String secret, int size) throws IOException, InterruptedException {
        String path = Signed.freshPath("a.bin");
        String target = "upload/" + path + "?v=" + Signed.mac(secret, path + " " + size);
        HttpRequest request = HttpRequest.newBuilder(server.uri(target))
                .PUT(BodyPublishers.ofByteArray("x".repeat(size).getBytes(StandardCharsets.UTF_8)))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private String allowedOrigin(ServerProcess server, String origin) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.uri("upload/a/b"))
                .header("Origin", origin)
                .build();
        return client.send(request, BodyHandlers.discarding())
                .headers()
                .firstValue("Access-Control-Allow-Origin")
                .orElse("");
    }
}
