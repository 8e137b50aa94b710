package org.stowage.storage.local;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.staging.Disk;

/** The folders of published files: {@code files/<2 hex>/<64 hex>}, by the {@link Fingerprint} of the key. */
final class ShardFolders {

    static final int COUNT = 256;

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private final Disk disk;
    private final Path files;

    ShardFolders(Disk disk) {
        this.disk = disk;
        this.files = disk.base().resolve(Folders.FILES);
    }

    Path pathOf(FileKey key) {
        return pathOf(Fingerprint.of(key));
    }

    Path pathOf(Fingerprint fingerprint) {
        String name = fingerprint.toString();
        return files.resolve(name.substring(0, 2)).resolve(name);
    }

    /**
     * Gives a complete partial file its final name, durably.
     *
     * @throws FileAlreadyExistsException if the name is taken
     */
    void publish(Path partial, Fingerprint name) throws IOException {
        Path path = pathOf(name);
        linkAnyway(path, partial);
        try {
            sync(name.firstByte());
        } catch (IOException e) {
            if (isLinked(partial)) {
                Files.deleteIfExists(path);
            }
            throw e;
        }
    }

    /**
     * Puts a complete partial file in place of the file that has its final name, in one step. This is durable after the
     * next sync of the shard.
     */
    void replace(Path partial, Fingerprint name) throws IOException {
        Files.move(partial, pathOf(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes the final name, durably; returns false if it does not exist. */
    boolean delete(Fingerprint name) throws IOException {
        if (!Files.deleteIfExists(pathOf(name))) {
            return false;
        }
        sync(name.firstByte());
        return true;
    }

    /** Makes the names in a shard durable. */
    void sync(int shard) throws IOException {
        disk.syncDirectory(folderOf(shard));
    }

    /** Returns the number of the shard in which a key lies. */
    static int numberOf(FileKey key) {
        return Fingerprint.of(key).firstByte();
    }

    /** Returns the paths of the entries of a shard. */
    List<Path> list(int shard) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folderOf(shard), ShardFolders::isOurs)) {
            all.forEach(paths::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return paths;
    }

    /** Returns the fingerprint that a path in a shard ends with. */
    static Fingerprint nameOf(Path path) {
        return Fingerprint.parse(path.getFileName().toString());
    }

    private static boolean isOurs(Path path) {
        return NAME.matcher(path.getFileName().toString()).matches();
    }

    private Path folderOf(int shard) {
        return disk.base().resolve(Folders.shard(shard));
    }

    /** Links once more if a clean-up has removed the empty shard. If the partial file exists, so does the store. */
    private void linkAnyway(Path path, Path partial) throws IOException {
        try {
            link(path, partial);
        } catch (NoSuchFileException e) {
            if (Files.notExists(partial)) {
                throw e;
            }
            Folders.makeAgain(disk);
            link(path, partial);
        }
    }

    /**
     * If the first reply is lost, NFS may answer that the name exists, although this call has made it. The link count
     * tells who made it.
     */
    private static void link(Path path, Path partial) throws IOException {
        try {
            Files.createLink(path, partial);
        } catch (FileAlreadyExistsException e) {
            if (!isLinked(partial)) {
                throw e;
            }
        }
    }

    /**
     * Tells whether a partial file still has its final name, too. A deletion may already have put a tombstone there.
     */
    private static boolean isLinked(Path partial) throws IOException {
        return Integer.valueOf(2).equals(Files.getAttribute(partial, "unix:nlink"));
    }
}
