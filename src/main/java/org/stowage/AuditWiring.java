package org.stowage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import org.stowage.audit.AuditEvent;
import org.stowage.audit.AuditLog;
import org.stowage.config.AuditSettings;

/** What the settings of the audit log become. */
final class AuditWiring {

    private static final String FILE = "stowage-audit.log";

    private AuditWiring() {}

    /**
     * Opens the log.
     *
     * @param counts is told what happens
     * @throws StartupException if its file cannot be written
     */
    static AuditLog log(AuditSettings settings, Consumer<AuditEvent.Action> counts) {
        return switch (settings.target()) {
            case NONE -> AuditLog.silent(counts);
            case LOG -> AuditLog.inTheServersLog(Clock.systemUTC(), counts);
            case FILE -> inAFile(settings, counts);
        };
    }

    private static AuditLog inAFile(AuditSettings settings, Consumer<AuditEvent.Action> counts) {
        Path path =
                settings.file().orElseGet(() -> Server.current().logDirectory().resolve(FILE));
        try {
            return AuditLog.inAFile(path, settings.fileSize().bytes(), settings.files(), Clock.systemUTC(), counts);
        } catch (IOException e) {
            throw new StartupException("the audit log cannot be written: " + e);
        }
    }
}
