package org.stowage.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.stowage.storage.Content;
import org.stowage.storage.DeletionContract;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRegion;
import org.stowage.storage.FileRepository;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.staging.Durability;

/** The local store deletes as every store does, synced or not. */
@ParameterizedClass
@EnumSource(Durability.class)
final class LocalDeletionTest extends DeletionContract {

    private static final FileKey KEY = new FileKey("a/b");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    @TempDir
    private Path folder;

    private final Durability durability;
    private FileRepository repository;

    LocalDeletionTest(Durability durability) {
        this.durability = durability;
    }

    @BeforeEach
    void open() throws IOException {
        repository = open(folder);
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Override
    protected FileRepository repository() {
        return repository;
    }

    /** The layout of {@code package-info}: JSON, its length, and a mark. */
    @Test
    void deletedFileLeavesOnlyASmallTombstoneOnTheDisk() throws IOException {
        store(KEY, "hello".repeat(10_000));
        repository.delete(KEY, Reason.TAKEN_DOWN);
        String json = "{\"buried\":\"2026-01-02T04:00:00Z\",\"reason\":\"taken-down\"}";
        assertThat(published()).hasSize(1);
        assertThat(published().get(0))
                .hasBinaryContent(ByteBuffer.allocate(json.length() + 12)
                        .put(json.getBytes(StandardCharsets.US_ASCII))
                        .putInt(json.length())
                        .put("buried-1".getBytes(StandardCharsets.US_ASCII))
                        .array());
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(published().get(0))))
                .isEqualTo("r--------");
        assertThat(staging()).hasSize(1);
    }

    @Test
    void tombstoneOutlivesTheProcess() throws IOException {
        store(KEY, "hello");
        repository.delete(KEY, Reason.EVICTED);
        Tombstone tombstone = tombstone(KEY);
        repository.close();
        open();
        assertThat(repository.find(KEY)).contains(tombstone);
        assertThat(tombstone).isEqualTo(Tombstone.of(Fingerprint.of(KEY), null, NOW, Reason.EVICTED));
    }

    @Test
    void damagedFileCanBeDeleted() throws IOException {
        store(KEY, "hello");
        Files.writeString(published().get(0), "damaged");
        assertThatIOException().isThrownBy(() -> repository.find(KEY));
        assertThat(repository.delete(KEY, Reason.DELETED)).isEmpty();
        assertThat(tombstone(KEY).reason()).isEqualTo(Reason.DELETED);
    }

    /** Each bit of it. */
    @Test
    void tombstoneThatIsDamagedNeverBecomesAFile() throws IOException {
        store(KEY, "");
        repository.delete(KEY, Reason.DELETED);
        byte[] whole = Files.readAllBytes(published().get(0));
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            replace(published().get(0), flipped);
            assertThat(isDamagedOrTombstone()).isTrue();
        }
        replace(published().get(0), Arrays.copyOf(whole, whole.length - 1));
        assertThatIOException().isThrownBy(() -> repository.find(KEY));
    }

    @Test
    void fileThatIsBeingReadIsReadToItsEnd() throws IOException {
        StoredFile file = store(KEY, "hello");
        try (Content content = repository.contentOf(file).open()) {
            assertThat(read(content, 0, 2)).isEqualTo("he");
            repository.delete(KEY, Reason.DELETED);
            assertThat(read(content, 2, 3)).isEqualTo("llo");
            repository.purge(tombstone(KEY));
            store(KEY, "other");
            assertThat(read(content, 0, 5)).isEqualTo("hello");
        }
    }

    @Test
    void longestTombstoneIsTooShortForWhoeverOpensAFileByItsName() throws IOException {
        FileKey key = new FileKey("a-tenant-of-thirty-two-letters-x", "\"".repeat(FileKey.MAX_BYTES));
        StoredFile file = store(key, "x".repeat(10_000));
        FileRegion region = (FileRegion) repository.contentOf(file);
        Path path = region.path(10_000).orElseThrow();
        repository.delete(key, Reason.TAKEN_DOWN);
        assertThat(path).isRegularFile();
        for (int length = 1; length <= Files.size(path); length++) {
            assertThat(region.path(length)).isEmpty();
        }
    }

    @Test
    void symbolicLinkIsNoFileOfOurs() throws IOException {
        store(KEY, "hello");
        Path name = published().get(0);
        Path elsewhere = Files.move(name, folder.resolve("elsewhere"));
        Files.createSymbolicLink(name, elsewhere);
        assertThat(repository.delete(KEY, Reason.DELETED)).isEmpty();
        assertThat(Files.isSymbolicLink(name)).isTrue();
        assertThat(elsewhere).exists();
    }

    @Test
    void anotherRepositoryOfTheSameFolderSeesTheDeletionAtOnce() throws IOException {
        StoredFile file = store(KEY, "hello");
        assertThat(repository.find(KEY)).contains(file);
        try (FileRepository other = open(folder);
                PendingUpload upload = other.begin(new Slot(new FileKey("x"), 0, "a/b"))) {
            assertThat(other.delete(KEY, Reason.DELETED)).contains(file);
            assertThat(tombstone(KEY)).isEqualTo(other.find(KEY).orElseThrow());
            assertThat(repository.delete(KEY, Reason.DELETED)).isEmpty();
            upload.publish();
            assertThat(repository.delete(new FileKey("x"), Reason.DELETED)).isPresent();
        }
    }

    @Test
    void storeThatCannotBeReachedIsReported() throws IOException {
        store(KEY, "hello");
        Path name = published().get(0);
        Path shard =
                folder.resolve("files").resolve(name.getFileName().toString().substring(0, 2));
        Files.move(shard, folder.resolve("moved"));
        Files.createFile(shard);
        assertThatIOException().isThrownBy(() -> repository.delete(KEY, Reason.DELETED));
        assertThat(staging()).isEmpty();
    }

    /** It may not be written into. */
    private static void replace(Path path, byte[] bytes) throws IOException {
        Files.delete(path);
        Files.write(path, bytes);
    }

    private boolean isDamagedOrTombstone() {
        try {
            return repository.find(KEY).orElseThrow() instanceof Tombstone;
        } catch (IOException damaged) {
            return true;
        }
    }

    private FileRepository open(Path base) throws IOException {
        return LocalRepository.open(base, durability, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private List<Path> staging() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("partial"))) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> !path.endsWith("lock") && !path.endsWith("reserve"))
                    .toList();
        }
    }

    private List<Path> published() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("files"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
