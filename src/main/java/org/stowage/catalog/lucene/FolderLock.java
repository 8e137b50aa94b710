package org.stowage.catalog.lucene;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * That one deployment of this Java runtime writes to a folder. Lucene's lock keeps other processes away; of two deployments, each
 * with its own Lucene, the second would lose the first its lock only by trying (POSIX drops the locks of a process on a file when
 * it closes that file). It is held in the system properties, which all deployments see.
 */
final class FolderLock implements Closeable {

    private static final String PREFIX = "org.stowage.catalog.lucene.";

    private final String name;

    private FolderLock(String name) {
        this.name = name;
    }

    /** Returns nothing if another deployment, or another engine of this one, has it. */
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
