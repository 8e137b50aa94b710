package org.stowage.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.storage.Ban;
import org.stowage.storage.Ban.Kind;
import org.stowage.storage.Content;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.OutOfSpaceException;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.staging.Durability;

/** What the local store does on a full disk. Needs root, because it mounts a small disk. */
@Timeout(60)
final class FullDiskTest {

    private static final int SIZE = 1 << 20;
    private static final int BLOCK = 1 << 16;

    @TempDir
    private Path disk;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeEach
    void needsRoot() {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can mount a small disk");
    }

    @AfterEach
    void unmount() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        run("umount", "-l", disk.toString());
    }

    @Test
    void uploadLargerThanTheFreeSpaceIsRefusedBeforeItBegins() throws Exception {
        FileRepository repository = mountAndOpen("size=1m");
        assertThatExceptionOfType(OutOfSpaceException.class)
                .isThrownBy(() -> repository.begin(slot("large", SIZE + 1)))
                .withMessageContaining(disk.toString());
        store(repository, "small", 1000);
        assertThat(repository.find(new FileKey("large"))).isEmpty();
    }

    @Test
    void uploadsThatFillTheDiskTogetherFailAndEarlierFilesAreIntact() throws Exception {
        FileRepository repository = mountAndOpen("size=1m");
        StoredFile earlier = store(repository, "earlier", 100_000);
        List<PendingUpload> pending = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            pending.add(keep(repository.begin(slot("pending/" + i, 800_000))));
        }
        assertThatExceptionOfType(OutOfSpaceException.class)
                .isThrownBy(() -> writeInTurns(pending))
                .withMessageContaining(disk.toString());
        assertIsIntact(repository, earlier);
        for (PendingUpload upload : pending) {
            upload.close();
        }
        assertIsIntact(repository, store(repository, "pending/0", 800_000));
        assertIsIntact(repository, earlier);
    }

    @Test
    void publicationOnADiskThatIsFullByNowFailsAndLeavesTheKeyFree() throws Exception {
        FileRepository repository = mountAndOpen("size=1m");
        int page = 4096;
        PendingUpload upload = keep(repository.begin(slot("a", page)));
        upload.write(ByteBuffer.allocate(page));
        Path filler = disk.resolve("filler");
        fill(filler);
        assertThatExceptionOfType(OutOfSpaceException.class).isThrownBy(upload::publish);
        assertThat(repository.find(new FileKey("a"))).isEmpty();
        Files.delete(filler);
        assertIsIntact(repository, store(repository, "a", page));
    }

    @Test
    void filesCanBeDeletedFromADiskThatIsFull() throws Exception {
        FileRepository repository = mountAndOpen("size=2m");
        for (int number = 0; number < 20; number++) {
            store(repository, "small/" + number, 100);
        }
        StoredFile large = store(repository, "large", 100_000);
        fill(disk.resolve("filler"));
        assertThatExceptionOfType(OutOfSpaceException.class).isThrownBy(() -> store(repository, "x", 10_000));
        for (int number = 0; number < 20; number++) {
            assertThat(repository.delete(new FileKey("small/" + number), Reason.EVICTED))
                    .isPresent();
        }
        assertThat(repository.delete(large, Reason.EVICTED)).isTrue();
        assertThat(repository.find(large.key()).orElseThrow()).isInstanceOf(Tombstone.class);
        assertIsIntact(repository, store(repository, "x", 50_000));
    }

    /**
     * The space of files comes back only when the last reader has closed them, so many tombstones must fit into the
     * reserve.
     */
    @Test
    void filesThatAreBeingReadCanBeDeletedFromADiskThatIsFull() throws Exception {
        FileRepository repository = mountAndOpen("size=2m");
        List<StoredFile> files = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            StoredFile file = store(repository, "small/" + number, 100);
            keep(repository.contentOf(file).open());
            files.add(file);
        }
        fill(disk.resolve("filler"));
        for (StoredFile file : files) {
            assertThat(repository.delete(file, Reason.TAKEN_DOWN)).isTrue();
            assertThat(repository.find(file.key()).orElseThrow()).isInstanceOf(Tombstone.class);
        }
    }

    @Test
    void filesCanBeDeletedFromADiskWithoutInodes() throws Exception {
        FileRepository repository = mountAndOpen("size=2m,nr_inodes=300");
        List<StoredFile> files = new ArrayList<>();
        assertThatExceptionOfType(OutOfSpaceException.class).isThrownBy(() -> {
            for (int number = 0; number < 300; number++) {
                files.add(store(repository, "a/" + number, 100));
            }
        });
        assertThat(files).isNotEmpty();
        for (StoredFile file : files) {
            assertThat(repository.delete(file, Reason.EVICTED)).isTrue();
        }
    }

    /** An admin bans and then takes down the files that have filled the disk. */
    @Test
    void bansCanBePlacedOnADiskThatIsFull() throws Exception {
        FileRepository repository = mountAndOpen("size=2m");
        List<StoredFile> files = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            files.add(store(repository, "a/" + number, 5000));
        }
        fill(disk.resolve("filler"));
        for (int round = 0; round < 20; round++) {
            Ban ban = new Ban(Kind.OWNER, "é".repeat(1500) + round, Instant.EPOCH, "x".repeat(500));
            assertThat(repository.bans().add(ban)).isTrue();
            assertThat(repository.bans().add(ban)).isFalse();
            assertThat(repository.bans().has(Kind.OWNER, ban.value())).isTrue();
            assertThat(repository.delete(files.get(round), Reason.TAKEN_DOWN)).isTrue();
        }
        assertThat(repository.bans().all(Kind.OWNER)).hasSize(20);
    }

    /** The reserve is filled with what a deletion frees, before others take it. */
    @Test
    void severalBansFitBeforeTheFirstDeletionAndAfterIt() throws Exception {
        FileRepository repository = mountAndOpen("size=2m");
        StoredFile large = store(repository, "large", 100_000);
        fill(disk.resolve("filler"));
        for (int number = 0; number < 8; number++) {
            assertThat(repository.bans().add(ban("one/" + number))).isTrue();
        }
        assertThat(repository.delete(large, Reason.TAKEN_DOWN)).isTrue();
        fill(disk.resolve("filler-2"));
        for (int number = 0; number < 8; number++) {
            assertThat(repository.bans().add(ban("two/" + number))).isTrue();
        }
        assertThat(repository.bans().all(Kind.PATH)).hasSize(16);
    }

    @Test
    void bansCanBePlacedOnADiskWithoutInodes() throws Exception {
        FileRepository repository = mountAndOpen("size=2m,nr_inodes=300");
        assertThatExceptionOfType(OutOfSpaceException.class).isThrownBy(() -> {
            for (int number = 0; number < 300; number++) {
                store(repository, "a/" + number, 100);
            }
        });
        assertThat(repository.bans().add(ban("x"))).isTrue();
        assertThat(repository.bans().has(Kind.PATH, "x")).isTrue();
        assertThat(repository.delete(new FileKey("a/0"), Reason.TAKEN_DOWN)).isPresent();
    }

    private static Ban ban(String path) {
        return new Ban(Kind.PATH, path, Instant.EPOCH, "");
    }

    @Test
    void diskWithoutInodesIsFullToo() throws Exception {
        FileRepository repository = mountAndOpen("size=1m,nr_inodes=300");
        StoredFile earlier = store(repository, "earlier", 1000);
        List<PendingUpload> pending = new ArrayList<>();
        assertThatExceptionOfType(OutOfSpaceException.class).isThrownBy(() -> {
            for (int i = 0; i < 300; i++) {
                pending.add(keep(repository.begin(slot("pending/" + i, 0))));
            }
        });
        assertThat(pending).isNotEmpty();
        assertIsIntact(repository, earlier);
        for (PendingUpload upload : pending) {
            upload.close();
        }
        assertIsIntact(repository, store(repository, "pending/0", 0));
    }

    @Test
    void diskTooSmallForTheStoreStopsItsOpening() throws Exception {
        mount("size=1m,nr_inodes=100");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> LocalRepository.open(disk, Durability.FSYNC, Clock.systemUTC()))
                .withMessageContaining(disk.toString());
    }

    private static void writeInTurns(List<PendingUpload> uploads) throws IOException {
        for (int written = 0; written < 600_000; written += BLOCK) {
            for (PendingUpload upload : uploads) {
                upload.write(ByteBuffer.allocate(BLOCK));
            }
        }
    }

    private static void fill(Path filler) throws IOException {
        try (var channel = Files.newByteChannel(filler, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (channel.write(ByteBuffer.allocate(1000)) > 0) {
                // until it throws
            }
        } catch (IOException full) {
            assertThat(Files.size(filler)).isPositive();
        }
    }

    private static Slot slot(String path, long size) {
        return new Slot(new FileKey(path), size, "a/b");
    }

    private static StoredFile store(FileRepository repository, String path, int size) throws IOException {
        try (PendingUpload upload = repository.begin(slot(path, size))) {
            upload.write(ByteBuffer.wrap(bytes(size)));
            return upload.publish();
        }
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return bytes;
    }

    private static void assertIsIntact(FileRepository repository, StoredFile file) throws IOException {
        assertThat(repository.find(file.key())).contains(file);
        ByteBuffer target = ByteBuffer.allocate((int) file.size());
        try (Content content = repository.contentOf(file).open()) {
            while (target.hasRemaining()) {
                content.read(target, target.position());
            }
        }
        assertThat(target.array()).isEqualTo(bytes((int) file.size()));
    }

    private FileRepository mountAndOpen(String options) throws Exception {
        mount(options);
        return keep(LocalRepository.open(disk, Durability.FSYNC, Clock.systemUTC()));
    }

    private void mount(String options) throws Exception {
        int exit = run("mount", "-t", "tmpfs", "-o", options, "stowage-test", disk.toString());
        assumeTrue(exit == 0, "a small disk cannot be mounted here");
    }

    private <C extends AutoCloseable> C keep(C closeable) {
        opened.add(closeable);
        return closeable;
    }

    private static int run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
