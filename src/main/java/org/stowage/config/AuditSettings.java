package org.stowage.config;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the audit log.
 *
 * @param target where the audit log goes
 * @param path the absolute path of the file, or null if it is not set
 * @param fileSize the size at which a new file is begun
 * @param files the maximum number of files, at least 1
 */
public record AuditSettings(Target target, @Nullable Path path, ByteSize fileSize, int files) {

    /** Returns the path of the file, if it is set. */
    public Optional<Path> file() {
        return Optional.ofNullable(path);
    }

    /** Where the audit log goes. */
    public enum Target {
        /** Nowhere. */
        NONE,
        /** To the server's logging. */
        LOG,
        /** To a file of its own. */
        FILE
    }
}
