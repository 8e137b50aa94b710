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
 * This deployment's folder of partial files, {@code partial/<process>-<random>/}, with a lock that the kernel drops when
 * the process dies, however it dies.
 *
 * <p>The name tells the process, because POSIX drops a lock as soon as its process closes any descriptor of the file: a
 * second deployment in the same server must not even open it.
 */
public final class Staging implements Closeable {

    private static final Logger LOG = Logger.getLogger("org.stowage.storage");

    /** The folder below the base path that holds those of all processes. */
    public static final String FOLDER = "partial";

    private static final String LOCK = "lock";
    private static final String RESERVE = "reserve";
    private static final int CLAIMS = 10;

    /** Creates what is missing: an upload that began while its deployment ended leaves its file without a lock. */
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
     * A folder of this deployment's own.
     *
     * @param folder that no other process writes into
     * @param lock that keeps others from sweeping it
     */
    private record Claim(Path folder, FileChannel lock) {}

    /** Sweeps the folders of dead processes and makes a new one for this deployment. */
    public static Staging claim(Disk disk) throws IOException {
        disk.makeDirectory(FOLDER);
        sweepDead(disk.base().resolve(FOLDER));
        return new Staging(disk, claimFolder(disk));
    }

    /** Claims a folder anew if somebody who tidied up has removed ours, or the lock in it. */
    public synchronized void claimAgain() throws IOException {
        if (Files.notExists(claim.folder().resolve(LOCK))) {
            FileChannel before = claim.lock();
            claim = claimFolder(disk);
            before.close();
        }
    }

    /** Returns how many bytes the disk has for us; nothing if the folder is gone. */
    public OptionalLong usableSpace() {
        long usable = disk.base().toFile().getUsableSpace();
        return usable > 0 || Files.isDirectory(disk.base()) ? OptionalLong.of(usable) : OptionalLong.empty();
    }

    /** Writes as an upload does; one at a time, because the names are always the same. */
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

    /** Creates a partial file for something so small that it is worth a try on a full disk. */
    public StagedFile createSmall() throws IOException {
        try {
            return create();
        } catch (IOException e) {
            throw disk.explain(e, 1);
        }
    }

    /** Creates a partial file for the {@link DiskReserve}; there is one at most. */
    StagedFile createReserve() throws IOException {
        return create(claim.folder().resolve(RESERVE));
    }

    /** Returns a path that was never used. */
    Path newPath() {
        return claim.folder().resolve(Long.toString(created.incrementAndGet()));
    }

    /** Removes a name, if it is there. */
    void discard(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Nobody reads it; it is swept when the deployment ends or the next one starts.
        }
    }

    /** Tells a full disk from other failures to do something that needs little room. */
    IOException explain(IOException failure) {
        return disk.explain(failure, 1);
    }

    private StagedFile create() throws IOException {
        return create(newPath());
    }

    private StagedFile create(Path path) throws IOException {
        return new StagedFile(disk, path, disk.create(path));
    }

    /** Discards all partial files and gives the folder up. */
    @Override
    public void close() {
        Claim ended = claim;
        FileChannel lock = ended.lock();
        try (lock) {
            sweep(ended.folder());
        } catch (IOException e) {
            // What could not be removed now is swept at the next start: the lock is free.
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

    /** Fails if another process, sweeping, came between the creation of the lock and its being held. */
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
            // Another process swept, or sweeps, the folder before our lock was in it.
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

    /** What another user left there, or put there, is no reason not to start. */
    private static void sweepIfPossible(Path folder) {
        try {
            sweepIfDead(folder);
        } catch (IOException e) {
            LOG.warning(() -> "What was left in " + folder + " cannot be removed: " + e
                    + ". It takes room and does no other harm.");
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
            // Another process swept it meanwhile.
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

    /** A process id alone comes back: in a container it is always the same. */
    private static String thisProcess() {
        RuntimeMXBean process = ManagementFactory.getRuntimeMXBean();
        return process.getPid() + "-" + process.getStartTime() + "-";
    }
}
