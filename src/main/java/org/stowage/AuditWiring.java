package org.stowage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.stowage.audit.AuditLog;
import org.stowage.config.AuditSettings;

/** What the settings of the audit log become. */
final class AuditWiring {

    private static final String FILE = "stowage-audit.log";

    private AuditWiring() {}

    /**
     * Opens the log.
     *
     * @throws StartupException if its file cannot be written
     */
    static AuditLog log(AuditSettings settings) {
        return switch (settings.target()) {
            case NONE -> AuditLog.silent();
            case LOG -> AuditLog.inTheServersLog(Clock.systemUTC());
            case FILE -> inAFile(settings);
        };
    }

    private static AuditLog inAFile(AuditSettings settings) {
        Path path =
                settings.file().orElseGet(() -> Server.current().logDirectory().resolve(FILE));
        try {
            return AuditLog.inAFile(path, settings.fileSize().bytes(), settings.files(), Clock.systemUTC());
        } catch (IOException e) {
            throw new StartupException("the audit log cannot be written: " + e);
        }
    }
}
