package org.stowage.storage.staging;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.OutOfSpaceException;

/**
 * The file system below the base path. What is created there belongs to the server's user alone, and is synced if
 * {@code durability} says so.
 *
 * @param base the real path of the store's folder
 * @param durability whether to sync
 * @param groups in which uploads sync
 */
public record Disk(Path base, Durability durability, GroupCommit groups) {

    /** Room for what a store writes besides the content. */
    private static final int SPARE_BYTES = 1024;

    /** The sync of a larger file takes long, so that others do not wait for it. */
    private static final long LARGE_BYTES = 1 << 20;

    private static final FileAttribute<?> PRIVATE_FILE = permissions("rw-------");
    private static final FileAttribute<?> PRIVATE_FOLDER = permissions("rwx------");

    /** The folder exists, and its path is real. */
    public Disk(Path base, Durability durability) {
        this(base, durability, new GroupCommit());
    }

    /** Creates the folder durably if it is missing, and resolves the symbolic links in its path once. */
    public static Disk prepare(Path basePath, Durability durability) throws IOException {
        try {
            List<Path> parents = parentsToChange(basePath);
            Files.createDirectories(basePath, privately(basePath, PRIVATE_FOLDER));
            Disk disk = new Disk(basePath.toRealPath(), durability);
            for (Path parent : parents) {
                disk.syncDirectory(parent);
            }
            return disk;
        } catch (FileAlreadyExistsException e) {
            throw new FileSystemException(basePath.toString(), null, "is not a directory");
        } catch (IOException e) {
            throw new FileSystemException(basePath.toString(), null, "cannot be created: " + e);
        }
    }

    private static List<Path> parentsToChange(Path folder) {
        List<Path> parents = new ArrayList<>();
        Path each = folder;
        @Nullable Path parent = each.getParent();
        while (parent != null && Files.notExists(each)) {
            parents.add(parent);
            each = parent;
            parent = each.getParent();
        }
        return parents;
    }

    /** Opens a file that must not be a symbolic link. */
    public static FileChannel openForReading(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    /** Creates a new, empty file. */
    public FileChannel create(Path path) throws IOException {
        return FileChannel.open(
                path, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), privately(path, PRIVATE_FILE));
    }

    /** Makes a file read-only for all users except root, if the file system can. */
    static void makeReadOnly(Path path) {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--------"));
        } catch (IOException | UnsupportedOperationException e) {
            // This is only a precaution.
        }
    }

    /**
     * Creates a directory below the base path if it is missing; returns whether it was. Throws if a file or link is
     * there.
     */
    public boolean makeDirectory(String name) throws IOException {
        Path directory = base.resolve(name);
        try {
            Files.createDirectory(directory, privately(directory, PRIVATE_FOLDER));
            return true;
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileSystemException(directory.toString(), null, "is not a directory");
            }
            return false;
        }
    }

    /** Makes the content of the file durable, if {@code durability} says so. */
    public void sync(FileChannel channel) throws IOException {
        if (durability == Durability.NONE) {
            return;
        }
        if (channel.size() > LARGE_BYTES) {
            channel.force(false);
        } else {
            groups.run(() -> channel.force(false));
        }
    }

    /** Makes the names in the directory durable, if {@code durability} says so. */
    public void syncDirectory(Path directory) throws IOException {
        if (durability == Durability.FSYNC) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                groups.run(() -> channel.force(true));
            }
        }
    }

    /**
     * Throws if the file system has no room for so many bytes and a little more. Does not throw if the base path is
     * gone, because that is reported by other operations.
     *
     * @return how many bytes are left for others
     */
    long requireRoom(long bytes) throws OutOfSpaceException {
        long usable = base.toFile().getUsableSpace();
        if (usable - bytes < SPARE_BYTES && Files.isDirectory(base)) {
            throw new OutOfSpaceException("only " + usable + " bytes are free in " + base);
        }
        return usable - bytes;
    }

    /**
     * Tells a full disk from other failures: by the kernel's message if it is English, else by the free space.
     *
     * @return the exception to throw
     */
    IOException explain(IOException failure, long bytes) {
        String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        boolean full = words.contains("no space left") || words.contains("quota exceeded");
        if (full || (base.toFile().getUsableSpace() < bytes && Files.isDirectory(base))) {
            OutOfSpaceException outOfSpace = new OutOfSpaceException(base + " is full: " + failure.getMessage());
            outOfSpace.initCause(failure);
            return outOfSpace;
        }
        return failure;
    }

    private static FileAttribute<?>[] privately(Path path, FileAttribute<?> permissions) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix ? new FileAttribute<?>[] {permissions} : new FileAttribute<?>[0];
    }

    private static FileAttribute<?> permissions(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
