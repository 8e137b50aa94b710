package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/** {@code server-config/wildfly/admin.cli}, run twice on a WildFly as it comes, with a user who was there before. */
final class WildFlyAdminIT extends AdminContract<WildFlyFolder> {

    WildFlyAdminIT() throws Exception {
        super(WildFlyFolder.stock());
    }

    /** What {@code add-user.sh -a} writes. */
    @Override
    void prepare() throws Exception {
        // As it comes it is not ready: its listeners refuse what Stowage takes.
        folder().setListenerAttribute("max-post-size", 0);
        byte[] secret = ("other:ApplicationRealm:" + OTHER_PASSWORD).getBytes(StandardCharsets.UTF_8);
        String hash = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(secret));
        Files.writeString(
                folder().path().resolve("configuration/application-users.properties"),
                "\nother=" + hash + "\n",
                StandardOpenOption.APPEND);
    }

    @Override
    void configure() throws Exception {
        runScript(Map.of("STOWAGE_ADMIN_USER", "admin", "STOWAGE_ADMIN_PASSWORD", PASSWORD));
        runScript(Map.of("STOWAGE_ADMIN_USER", "admin", "STOWAGE_ADMIN_PASSWORD", PASSWORD));
        runScript(Map.of(
                "STOWAGE_ADMIN_USER", "viewer",
                "STOWAGE_ADMIN_PASSWORD", PASSWORD,
                "STOWAGE_ADMIN_ROLE", "stowage-viewer"));
        assertThat(Files.readString(folder().path().resolve("configuration/standalone.xml")))
                .contains("StowageRealm")
                .doesNotContain(PASSWORD);
    }

    private void runScript(Map<String, String> environment) throws IOException, InterruptedException {
        String said = new WildFlyCli(folder()).runScript("server-config/wildfly/admin.cli", environment);
        assertThat(said).doesNotContain("failed", PASSWORD);
    }
}
