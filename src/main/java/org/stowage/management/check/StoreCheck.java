package org.stowage.management.check;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stowage.config.ByteSize;
import org.stowage.config.Settings;
import org.stowage.storage.Capacity;
import org.stowage.storage.StoreMissingException;

/**
 * Checks that the store exists, that its disk keeps files and has room, and that other users cannot read it. Hard links
 * are checked when the store is opened.
 *
 * @param store the store that should exist
 * @param served folders whose files the server deploys or serves
 */
record StoreCheck(Supplier<Settings> settings, Capacity store, List<Path> served) implements Check {

    private static final Pattern VOLATILE = Pattern.compile("tmpfs|ramfs|overlay|aufs");
    private static final Pattern NETWORK = Pattern.compile("(nfs|cifs|smb|fuse|9p|ceph|gluster|afs).*");
    private static final long FLOOR = 64L << 20;
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    @Override
    public List<Finding> findings() {
        Path base = settings.get().basePath();
        List<Finding> findings = new ArrayList<>();
        served.stream()
                .filter(base::startsWith)
                .findFirst()
                .ifPresent(folder -> findings.add(Finding.warning(
                        "store-served",
                        "The store " + base + " is inside " + folder
                                + ", which the server deploys from: it may be served or removed.",
                        "stowage.base-path=<a folder elsewhere>, and move the files there while the server is down")));
        Optional<Finding> missing = aboutPresence();
        if (missing.isPresent()) {
            findings.add(missing.get());
            return findings;
        }
        try {
            FileStore disk = Files.getFileStore(base);
            findings.addAll(aboutType(base, disk.type()));
            aboutRoom(base, disk.getUsableSpace(), disk.getTotalSpace()).forEach(findings::add);
            aboutPermissions(base).ifPresent(findings::add);
        } catch (IOException e) {
            findings.add(Finding.warning(
                    "store-unreadable", "The store cannot be read: " + e + ".", "let the server read it"));
        }
        return findings;
    }

    /**
     * Finds a missing store: its base path is then on another disk. Other failures are found by the checks that follow.
     */
    private Optional<Finding> aboutPresence() {
        try {
            store.probe();
        } catch (StoreMissingException e) {
            return Optional.of(
                    Finding.warning("store-missing", "The store is missing: " + e.getMessage() + ".", e.remedy()));
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    static List<Finding> aboutType(Path base, String type) {
        String name = type.toLowerCase(Locale.ROOT);
        if (VOLATILE.matcher(name).matches()) {
            return List.of(Finding.warning(
                    "store-volatile",
                    "The store " + base + " is on a file system of type " + type
                            + ": its files are lost with the machine's memory or the container.",
                    "stowage.base-path=<a folder on a disk or a mounted volume>"));
        }
        return NETWORK.matcher(name).matches()
                ? List.of(Finding.note(
                        "store-network",
                        "The store " + base + " is on a file system of type " + type
                                + ": how durable an acknowledged file is depends on the remote side.",
                        "a local disk, if it can be had; with NFS: hard mounts, and sync on the remote side"))
                : List.of();
    }

    private List<Finding> aboutRoom(Path base, long usable, long whole) {
        List<Finding> findings = new ArrayList<>();
        long floor = Math.max(FLOOR, bytes(settings.get().quotas().freeSpace()));
        if (usable < floor) {
            findings.add(Finding.warning(
                    "disk-full",
                    "The disk of the store " + base + " has " + usable + " bytes free and needs at least " + floor
                            + ": uploads are or will be refused with 507.",
                    "a larger disk, shorter stowage.retention rules, or stowage.quota.policy=evict-oldest"));
        }
        if (bytes(settings.get().quotas().total()) > whole) {
            findings.add(Finding.warning(
                    "quota-beyond-disk",
                    "stowage.quota.total is more than the disk of the store " + base + " has, " + whole
                            + " bytes: the disk will be full before the quota.",
                    "a smaller stowage.quota.total, or stowage.quota.free-space beside it"));
        }
        return findings;
    }

    private static Optional<Finding> aboutPermissions(Path base) throws IOException {
        if (!Files.getFileStore(base).supportsFileAttributeView("posix")) {
            return Optional.empty();
        }
        boolean open = Stream.of(base.resolve("files"), base)
                .filter(Files::isDirectory)
                .allMatch(StoreCheck::isOpenToOthers);
        return open
                ? Optional.of(Finding.warning(
                        "store-open",
                        "Other users of this machine may read or change the store " + base + ".",
                        "chmod 700 " + base))
                : Optional.empty();
    }

    private static boolean isOpenToOthers(Path folder) {
        try {
            return !OWNERS.containsAll(Files.getPosixFilePermissions(folder));
        } catch (IOException unknown) {
            return false;
        }
    }

    private static long bytes(@Nullable ByteSize size) {
        return size == null ? 0 : size.bytes();
    }
}
