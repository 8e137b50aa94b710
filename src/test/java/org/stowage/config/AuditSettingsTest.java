package org.stowage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stowage.config.AuditSettings.Target;

/** How the settings of the audit log are read. */
final class AuditSettingsTest {

    @Test
    void auditLogIsOffByDefault() {
        assertThat(read(Map.of())).isEqualTo(new AuditSettings(Target.NONE, null, new ByteSize(10 << 20), 10));
    }

    @Test
    void valuesAreRead() {
        assertThat(read(Map.of(
                        "stowage.audit", "file",
                        "stowage.audit.file", "/var/log/audit.log",
                        "stowage.audit.file-size", "64 KiB",
                        "stowage.audit.files", "1")))
                .isEqualTo(new AuditSettings(Target.FILE, Path.of("/var/log/audit.log"), new ByteSize(65536), 1));
        assertThat(read(Map.of("stowage.audit", "log")).target()).isEqualTo(Target.LOG);
    }

    @Test
    void wrongValuesAreReportedTogether() {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read(Map.of(
                        "stowage.audit", "yes",
                        "stowage.audit.file", "audit.log",
                        "stowage.audit.file-size", "65535",
                        "stowage.audit.files", "0")))
                .withMessageContaining("stowage.audit \"yes\" is not one of none, log, file")
                .withMessageContaining("stowage.audit.file \"audit.log\" is not an absolute path")
                .withMessageContaining("stowage.audit.file-size \"65535\" is below 64 KiB")
                .withMessageContaining("stowage.audit.files \"0\" is not above 0");
    }

    private static AuditSettings read(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("stowage.secret", "correct horse battery staple, and then some");
        return new SettingsReader(
                        new SmallRyeConfigBuilder()
                                .addDefaultInterceptors()
                                .withSources(new PropertiesConfigSource(all, "test", 100))
                                .build(),
                        Path.of("/var/lib/server"))
                .read()
                .audit();
    }
}
