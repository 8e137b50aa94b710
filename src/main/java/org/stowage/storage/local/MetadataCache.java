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
 * The descriptions that were read or written recently, so that a HEAD opens no file, and a GET only one.
 *
 * <p>A description is used only after {@code lstat(2)} has shown that its file is still the same. So no process has to
 * report that it has deleted a file: the next look-up sees it and drops the description.
 */
final class MetadataCache {

    /** Each takes about 700 bytes. */
    private static final int MOST = 8192;

    private final Map<FileKey, Kept> entries = Collections.synchronizedMap(new LeastRecentlyUsed());

    /**
     * Tells a file from all others that have had, or will have, its name.
     *
     * @param size in bytes
     * @param modified when it was written last
     * @param number of the inode, if the file system has inodes
     */
    record FileIdentity(
            long size, FileTime modified, @Nullable Object number) {

        /** Reads the identity of a file; empty if there is none, or a symbolic link. */
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
     * A description and its file.
     *
     * @param path of the file
     * @param stamp of that file, taken before it was read, or after it was written
     * @param entry the description
     */
    private record Kept(Path path, FileIdentity stamp, Entry entry) {}

    /** Returns the description of a file that has not changed since it was kept. */
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

    /** Returns the path of a kept description, even if its file is gone; computing it again takes a hash. */
    Optional<Path> pathOf(FileKey key) {
        return Optional.ofNullable(entries.get(key)).map(Kept::path);
    }

    /** Keeps a description that was read after the stamp was taken, or written before that. */
    void keep(FileKey key, Path path, FileIdentity stamp, Entry entry) {
        entries.put(key, new Kept(path, stamp, entry));
    }

    /** Drops the entry that was not used for the longest time. */
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
