package org.stowage.storage.staging;

import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;

/**
 * The folder of this deployment for partial files, {@code partial/<process>-<random>/}, with a lock that the kernel
 * releases when the process ends, however it ends.
 *
 * <p>The name of the folder contains the process, because POSIX releases a lock as soon as its process closes any
 * descriptor of the file: a second deployment in the same server must not even open it.
 */
public final class Staging implements Closeable {

    private static final Logger LOG = Logger.getLogger("org.stowage.storage");

    /** The folder below the base path that contains the folders of all processes. */
    public static final String FOLDER = "partial";

    private static final String LOCK = "lock";
    private static final String RESERVE = "reserve";
    private static final int CLAIMS = 10;

    /**
     * Creates the lock file if it is missing: an upload that began while its deployment ended leaves its file without a
     * lock.
     */
    private static final Set<OpenOption> LOCKING =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, LinkOption.NOFOLLOW_LINKS);

    private final Disk disk;
    private final Room room;
    private final AtomicLong created = new AtomicLong();
    private volatile Claim claim;

    private Staging(Disk disk, Claim claim) {
        this.disk = disk;
        this.room = new Room(disk, System::nanoTime);
        this.claim = claim;
    }

    /**
     * The folder of this deployment.
     *
     * @param folder that no other process writes into
     * @param lock that keeps other processes from sweeping the folder
     */
    private record Claim(Path folder, FileChannel lock) {}

    /** Sweeps the folders of dead processes and makes a new one for this deployment. */
    public static Staging claim(Disk disk) throws IOException {
        disk.makeDirectory(FOLDER);
        sweepDead(disk.base().resolve(FOLDER));
        return new Staging(disk, claimFolder(disk));
    }

    /** Claims a new folder if a clean-up has removed the current one, or the lock in it. */
    public synchronized void claimAgain() throws IOException {
        if (Files.notExists(claim.folder().resolve(LOCK))) {
            FileChannel before = claim.lock();
            claim = claimFolder(disk);
            before.close();
        }
    }

    /** Returns how many bytes of the disk the server can use; empty if the base path is gone. */
    public OptionalLong usableSpace() {
        long usable = disk.base().toFile().getUsableSpace();
        return usable > 0 || Files.isDirectory(disk.base()) ? OptionalLong.of(usable) : OptionalLong.empty();
    }

    /** Tries what an upload does. One call at a time, because the names are always the same. */
    public synchronized void probe() throws IOException {
        new FileSystemProbe(disk, claim.folder()).run();
    }

    /** Creates a partial file, if the disk has room for a file of that size. */
    public StagedFile create(long size) throws IOException {
        try {
            room.take(size);
            return create();
        } catch (IOException e) {
            throw disk.explain(e, size);
        }
    }

    /**
     * Creates a partial file without looking for room, for content so small that a full disk may still have room for
     * it.
     */
    public StagedFile createSmall() throws IOException {
        try {
            return create();
        } catch (IOException e) {
            throw disk.explain(e, 1);
        }
    }

    /** Creates the partial file of the {@link DiskReserve}; there is at most one. */
    StagedFile createReserve() throws IOException {
        return create(claim.folder().resolve(RESERVE));
    }

    /** Returns a path in the folder that was never used. */
    Path newPath() {
        return claim.folder().resolve(Long.toString(created.incrementAndGet()));
    }

    /** Removes a name if it exists. */
    void discard(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // The file is not used any more; it is swept when the deployment ends or the next one starts.
        }
    }

    /** Tells a full disk from other failures of an operation that needs little room. */
    IOException explain(IOException failure) {
        return disk.explain(failure, 1);
    }

    private StagedFile create() throws IOException {
        return create(newPath());
    }

    private StagedFile create(Path path) throws IOException {
        return new StagedFile(disk, path, disk.create(path));
    }

    /** Removes all partial files and the folder. */
    @Override
    public void close() {
        Claim ended = claim;
        FileChannel lock = ended.lock();
        try (lock) {
            sweep(ended.folder());
        } catch (IOException e) {
            // The next start sweeps the rest, because the lock is released.
        }
    }

    private static Claim claimFolder(Disk disk) throws IOException {
        for (int attempt = 0; attempt < CLAIMS; attempt++) {
            Optional<Claim> claimed = tryClaim(disk, FOLDER + "/" + thisProcess() + UUID.randomUUID());
            if (claimed.isPresent()) {
                return claimed.get();
            }
        }
        throw new FileSystemException(disk.base().resolve(FOLDER).toString(), null, "file locks do not work there");
    }

    /** Returns nothing if another process swept the folder after the lock was created and before it was held. */
    private static Optional<Claim> tryClaim(Disk disk, String name) throws IOException {
        disk.makeDirectory(name);
        Path folder = disk.base().resolve(name);
        Path path = folder.resolve(LOCK);
        try {
            FileChannel lock = disk.create(path);
            if (lock.tryLock() != null && Files.exists(path)) {
                return Optional.of(new Claim(folder, lock));
            }
            lock.close();
        } catch (NoSuchFileException | FileAlreadyExistsException e) {
            // Another process swept the folder before the lock was in it.
        }
        return Optional.empty();
    }

    private static void sweepDead(Path all) throws IOException {
        String own = thisProcess();
        try (DirectoryStream<Path> others = Files.newDirectoryStream(
                all, path -> !path.getFileName().toString().startsWith(own))) {
            for (Path other : others) {
                sweepIfPossible(other);
            }
        }
    }

    /** Leftovers that cannot be removed, such as those of another user, do not prevent the start. */
    private static void sweepIfPossible(Path folder) {
        try {
            sweepIfDead(folder);
        } catch (IOException e) {
            LOG.warning(() -> "Old partial files in " + folder + " cannot be removed: " + e
                    + ". They take room and do no other harm.");
        }
    }

    private static void sweepIfDead(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (FileChannel lock = FileChannel.open(folder.resolve(LOCK), LOCKING);
                var held = lock.tryLock()) {
            if (held != null) {
                sweep(folder);
            }
        } catch (NoSuchFileException e) {
            // Another process has swept it meanwhile.
        }
    }

    private static void sweep(Path folder) throws IOException {
        try (DirectoryStream<Path> staging = Files.newDirectoryStream(folder, path -> !path.endsWith(LOCK))) {
            for (Path partial : staging) {
                Files.deleteIfExists(partial);
            }
        }
        Files.deleteIfExists(folder.resolve(LOCK));
        Files.deleteIfExists(folder);
    }

    /** A process id alone does not identify a process: in a container it is always the same. */
    private static String thisProcess() {
        RuntimeMXBean process = ManagementFactory.getRuntimeMXBean();
        return process.getPid() + "-" + process.getStartTime() + "-";
    }
}
