package org.stowage.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.Entry;
import org.stowage.storage.FileKey;

/**
 * The descriptions that were read or written of late, so that a HEAD opens no file and a GET only one.
 *
 * <p>None counts before {@code lstat(2)} has shown that its file is still the same one. Whoever deletes a file, we or
 * another process, need not tell: the next look-up sees it, and drops the description.
 */
final class MetadataCache {

    /** About 700 bytes each. */
    private static final int MOST = 8192;

    private final Map<FileKey, Kept> entries = Collections.synchronizedMap(new LeastRecentlyUsed());

    /**
     * What tells a file from every other one that has its name, before and after.
     *
     * @param size in bytes
     * @param modified when it was written last
     * @param number of the inode, where there are such
     */
    record FileIdentity(
            long size, FileTime modified, @Nullable Object number) {

        /** Looks at a file; nothing if there is none, or only a symbolic link. */
        static Optional<FileIdentity> of(Path path) throws IOException {
            try {
                BasicFileAttributes found =
                        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                return found.isSymbolicLink()
                        ? Optional.empty()
                        : Optional.of(new FileIdentity(found.size(), found.lastModifiedTime(), found.fileKey()));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * A description.
     *
     * @param path of the file that it was read from
     * @param stamp of that file, taken before
     * @param entry what it said
     */
    private record Kept(Path path, FileIdentity stamp, Entry entry) {}

    /** Returns the description of a file that was read earlier and is still the same. */
    Optional<Entry> get(FileKey key) throws IOException {
        Kept kept = entries.get(key);
        if (kept == null) {
            return Optional.empty();
        }
        if (FileIdentity.of(kept.path).filter(kept.stamp::equals).isEmpty()) {
            entries.remove(key, kept);
            return Optional.empty();
        }
        return Optional.of(kept.entry);
    }

    /** Returns the path of a file that was read earlier, whether or not it is still there: it took a hash to find. */
    Optional<Path> pathOf(FileKey key) {
        return Optional.ofNullable(entries.get(key)).map(Kept::path);
    }

    /** Keeps what was read from a file after its stamp had been taken, or written into it before. */
    void keep(FileKey key, Path path, FileIdentity stamp, Entry entry) {
        entries.put(key, new Kept(path, stamp, entry));
    }

    /** Drops the entry that was not asked for in the longest time. */
    private static final class LeastRecentlyUsed extends LinkedHashMap<FileKey, Kept> {

        private static final long serialVersionUID = 1L;

        LeastRecentlyUsed() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<FileKey, Kept> eldest) {
            return size() > MOST;
        }
    }
}
