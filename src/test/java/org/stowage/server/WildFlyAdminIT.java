package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** {@code server-config/wildfly/admin.cli}, run twice on a WildFly as it comes, with a user who was there before. */
final class WildFlyAdminIT extends AdminContract<WildFlyFolder> {

    WildFlyAdminIT() throws Exception {
        super(WildFlyFolder.stock());
    }

    /** What {@code add-user.sh -a} writes. */
    @Override
    void prepare() throws Exception {
        byte[] secret = ("other:ApplicationRealm:" + OTHER_PASSWORD).getBytes(StandardCharsets.UTF_8);
        String hash = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(secret));
        Files.writeString(
                folder().path().resolve("configuration/application-users.properties"),
                "\nother=" + hash + "\n",
                StandardOpenOption.APPEND);
    }

    @Override
    void configure() throws Exception {
        runScript();
        runScript();
        assertThat(Files.readString(folder().path().resolve("configuration/standalone.xml")))
                .contains("StowageRealm")
                .doesNotContain(PASSWORD);
    }

    private void runScript() throws IOException, InterruptedException {
        Path home = Folders.named("wildfly.home");
        Path log = folder().path().resolve("cli.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djboss.server.log.dir=" + folder().path().resolve("log-cli"),
                        "-Dlogging.configuration=file:" + home.resolve("bin/jboss-cli-logging.properties"),
                        "-jar",
                        home.resolve("jboss-modules.jar").toString(),
                        "-mp",
                        home.resolve("modules").toString(),
                        "org.jboss.as.cli",
                        "--connect",
                        "--controller=127.0.0.1:" + folder().managementPort(),
                        "--resolve-parameter-values",
                        "--file=server-config/wildfly/admin.cli")
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().put("JBOSS_HOME", home.toString());
        builder.environment().put("STOWAGE_ADMIN_USER", "admin");
        builder.environment().put("STOWAGE_ADMIN_PASSWORD", PASSWORD);
        Process cli = builder.start();
        try {
            assertThat(cli.waitFor(90, TimeUnit.SECONDS)).isTrue();
            assertThat(cli.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            cli.destroyForcibly();
        }
        assertThat(Files.readString(log)).doesNotContain("failed", PASSWORD);
    }
}
