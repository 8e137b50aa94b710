package org.stowage.catalog.lucene;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Ensures that only one deployment in this JVM writes to a folder. Lucene's lock keeps other processes away, but two
 * deployments each have their own Lucene, and the second would release the first one's lock merely by trying: POSIX
 * drops all locks of a process on a file when the process closes that file. This lock is a system property, which all
 * deployments see.
 */
final class FolderLock implements Closeable {

    private static final String PREFIX = "org.stowage.catalog.lucene.";

    private final String name;

    private FolderLock(String name) {
        this.name = name;
    }

    /** Locks the folder. Returns empty if another deployment, or another engine of this one, has locked it. */
    static Optional<FolderLock> of(Path folder) throws IOException {
        String name = PREFIX + folder.toRealPath();
        return System.getProperties().putIfAbsent(name, "") == null
                ? Optional.of(new FolderLock(name))
                : Optional.empty();
    }

    @Override
    public void close() {
        System.getProperties().remove(name);
    }
}
