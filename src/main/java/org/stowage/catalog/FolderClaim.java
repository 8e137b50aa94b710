package org.stowage.catalog;

import java.nio.file.Path;
import java.util.Optional;

/**
 * That a folder is used by one deployment of this Java runtime: locks of files do not tell two deployments of one process apart, and
 * one that only tries a lock takes it from the other (POSIX). It is held in the system properties, which all deployments see.
 */
final class FolderClaim implements AutoCloseable {

    private static final String PREFIX = "org.stowage.catalog.";

    private final String name;

    private FolderClaim(String name) {
        this.name = name;
    }

    /** Returns nothing if another deployment has the folder. */
    static Optional<FolderClaim> of(Path folder) {
        String name = PREFIX + folder.toAbsolutePath().normalize();
        return System.getProperties().putIfAbsent(name, "") == null
                ? Optional.of(new FolderClaim(name))
                : Optional.empty();
    }

    @Override
    public void close() {
        System.getProperties().remove(name);
    }
}
