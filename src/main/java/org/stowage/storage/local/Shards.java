package org.stowage.storage.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.stowage.storage.FileKey;

/** Where published files lie: {@code files/<2 hex>/<64 hex>}, by the SHA-256 of the path. */
final class Shards {

    private static final int COUNT = 256;

    private final Disk disk;
    private final Path files;

    private Shards(Disk disk, Path files) {
        this.disk = disk;
        this.files = files;
    }

    /** Creates the shards that are missing. */
    static Shards prepare(Disk disk) throws IOException {
        Path files = disk.directory("files");
        for (int shard = 0; shard < COUNT; shard++) {
            disk.directory("files/" + HexFormat.of().toHexDigits((byte) shard));
        }
        disk.syncDirectory(files);
        disk.syncDirectory(disk.base());
        return new Shards(disk, files);
    }

    Path pathOf(FileKey key) {
        String name = nameOf(key);
        return shardOf(name).resolve(name);
    }

    /**
     * Gives a complete partial file its final name, durably.
     *
     * @throws FileAlreadyExistsException if the name is taken
     */
    void publish(Path partial, FileKey key) throws IOException {
        String name = nameOf(key);
        Path shard = shardOf(name);
        Path path = shard.resolve(name);
        link(path, partial);
        try {
            disk.syncDirectory(shard);
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /** Removes the final name, durably; false if there is none, or a symbolic link that is none of ours. */
    boolean delete(FileKey key) throws IOException {
        String name = nameOf(key);
        Path shard = shardOf(name);
        Path path = shard.resolve(name);
        if (Files.isSymbolicLink(path) || !Files.deleteIfExists(path)) {
            return false;
        }
        disk.syncDirectory(shard);
        return true;
    }

    private Path shardOf(String name) {
        return files.resolve(name.substring(0, 2));
    }

    /** No path has a NUL: a tenant's name, NUL and path are nobody else's path. */
    private static String nameOf(FileKey key) {
        MessageDigest sha256 = Sha256.start();
        String text = key.tenant().isEmpty() ? key.path() : key.tenant() + '\0' + key.path();
        return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** NFS may answer that the name exists after its first reply was lost: the link count then tells who made it. */
    private static void link(Path path, Path partial) throws IOException {
        try {
            Files.createLink(path, partial);
        } catch (FileAlreadyExistsException e) {
            if (!Integer.valueOf(2).equals(Files.getAttribute(partial, "unix:nlink"))) {
                throw e;
            }
        }
    }
}
