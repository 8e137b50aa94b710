package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

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
            new WildFlyCli((WildFlyFolder) folder()).run(commands.group(1));
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
}
