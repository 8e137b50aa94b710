package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.stowage.it.Signed;

/** An admin's questions to a WildFly as it comes. */
final class WildFlyDiagnosisIT extends DiagnosisContract {

    private static final Pattern COMMANDS = Pattern.compile("--commands=\"([^\"]+)\"");

    WildFlyDiagnosisIT() throws Exception {
        super(WildFlyFolder.stock());
    }

    @Test
    void listenersLimitIsFoundBeforeTheFirstUserMeetsItAndEndsByTheLinesThatAreTold() throws Exception {
        String found = diagnosis().selfCheck();
        assertThat(found)
                .contains("WildFly's http-listener default refuses uploads of more than 10485760 bytes")
                .contains("WildFly's https-listener https refuses");
        awaitLog("refuses uploads of more than 10485760 bytes with an empty 400");
        assertThat(diagnosis().testUpload())
                .contains("Upload of 65536 bytes by jwt: 201", "FAILED")
                .containsAnyOf("max-post-size", "The connection was cut");
        Matcher commands = COMMANDS.matcher(found);
        while (commands.find()) {
            cli(commands.group(1));
        }
        assertThat(diagnosis().selfCheck()).doesNotContain("listener-limit", "proxy-ignored");
        assertThat(diagnosis().testUpload()).endsWith("All is as it should be.");
        String path = Signed.freshPath("large.bin");
        assertThat(put(Signed.v1(path, 11 << 20), 11 << 20).status()).isEqualTo(201);
    }

    private void awaitLog(String words) throws Exception {
        for (int i = 0; i < 100 && !server().log().contains(words); i++) {
            Thread.sleep(100);
        }
        assertThat(server().log()).contains(words);
    }

    private void cli(String commands) throws Exception {
        Path home = Folders.named("wildfly.home");
        Path output = Files.createTempFile("cli", ".log");
        Process cli = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        home.resolve("jboss-modules.jar").toString(),
                        "-mp",
                        home.resolve("modules").toString(),
                        "org.jboss.as.cli",
                        "--connect",
                        "--controller=127.0.0.1:" + ((WildFlyFolder) folder()).managementPort(),
                        "--commands=" + commands)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(cli.waitFor()).as(Files.readString(output)).isZero();
    }
}
