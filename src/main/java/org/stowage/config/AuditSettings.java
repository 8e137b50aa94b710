package org.stowage.config;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is written down about files.
 *
 * @param target where to
 * @param path of the file, absolute, or null if the admin did not say
 * @param fileSize after which a file is full
 * @param files how many there are at most, at least 1
 */
public record AuditSettings(Target target, @Nullable Path path, ByteSize fileSize, int files) {

    /** Returns the file, if the admin said which. */
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
