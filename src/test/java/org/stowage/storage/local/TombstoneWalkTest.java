package org.stowage.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.storage.Entry;
import org.stowage.storage.EntryVisitor;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.staging.Durability;

/** A walk opens the file of equal tombstones once, and shows each tombstone under its own name. */
final class TombstoneWalkTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final int TOMBSTONES = 200;

    @TempDir
    private Path folder;

    private RecordedFiles disk;
    private LocalRepository repository;
    private final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        Path real = folder.toRealPath();
        disk = new RecordedFiles(new DiskJournal(real));
        repository = LocalRepository.open(disk.path(real), Durability.NONE, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void eachTombstoneIsShownAndOneOpened() throws IOException {
        buryAll();
        StoredFile file = store("file");
        int before = disk.opened();
        List<Entry> shown = walk();
        assertThat(disk.opened() - before).isEqualTo(2);
        assertThat(shown)
                .hasSize(TOMBSTONES + 1)
                .contains(file)
                .containsAll(IntStream.range(0, TOMBSTONES)
                        .mapToObj(number -> Tombstone.of(nameOf("a/" + number), null, NOW, Reason.EXPIRED))
                        .toList());
        assertThat(walk()).containsExactlyElementsOf(shown);
        assertThat(disk.opened() - before).isEqualTo(3);
    }

    @Test
    void nameThatIsAFileAgainIsOpened() throws IOException {
        buryAll();
        walk();
        repository.purge((Tombstone) repository.find(new FileKey("a/7")).orElseThrow());
        StoredFile file = store("a/7");
        assertThat(walk()).hasSize(TOMBSTONES).contains(file);
    }

    @Test
    void damagedTombstoneIsReportedUnderEachOfItsNames() throws IOException {
        buryAll();
        walk();
        Path shared = pathOf("a/0");
        byte[] damaged = Files.readAllBytes(shared);
        damaged[damaged.length - 1]++;
        makeWritable(shared);
        Files.write(shared, damaged);
        assertThat(walk()).isEmpty();
        assertThat(complaints).hasSize(TOMBSTONES);
    }

    @Test
    void tombstoneInAnotherShardIsReported() throws IOException {
        buryAll();
        Path misplaced = pathOf("a/0").resolveSibling("f".repeat(64));
        Files.createLink(misplaced, pathOf("a/0"));
        assertThat(walk()).hasSize(TOMBSTONES);
        assertThat(complaints).containsExactly(misplaced + ": holds another file than its name says");
    }

    /** This tombstone contains its name, and is as short as others. */
    @Test
    void tombstoneOfAFormerVersionIsOnlyThatOfItsName() throws IOException {
        Path own = pathOf("a");
        String json = "{\"buried\":\"2026-01-02T04:00:00Z\",\"path\":\"a\",\"reason\":\"deleted\"}";
        Files.write(
                own,
                ByteBuffer.allocate(json.length() + 12)
                        .put(json.getBytes(StandardCharsets.US_ASCII))
                        .putInt(json.length())
                        .put("buried-1".getBytes(StandardCharsets.US_ASCII))
                        .array());
        for (String other : List.of("b", "c", "d")) {
            Files.createLink(pathOf(other), own);
        }
        for (int walk = 1; walk <= 2; walk++) {
            assertThat(walk()).containsExactly(Tombstone.of(nameOf("a"), null, NOW, Reason.DELETED));
            assertThat(complaints).hasSize(3 * walk);
        }
    }

    private void buryAll() throws IOException {
        for (int number = 0; number < TOMBSTONES; number++) {
            store("a/" + number);
            assertThat(repository.delete(new FileKey("a/" + number), Reason.EXPIRED))
                    .isPresent();
        }
    }

    private StoredFile store(String path) throws IOException {
        try (PendingUpload upload = repository.begin(new Slot(new FileKey(path), 0, "a/b"))) {
            return upload.publish();
        }
    }

    private List<Entry> walk() throws IOException {
        List<Entry> shown = new ArrayList<>();
        for (int shard = 0; shard < ShardFolders.COUNT; shard++) {
            repository.listing().walk(shard, new EntryVisitor() {
                @Override
                public void visit(Entry entry) {
                    shown.add(entry);
                }

                @Override
                public void unreadable(IOException cause) {
                    complaints.add(String.valueOf(cause.getMessage()));
                }
            });
        }
        return shown;
    }

    private static void makeWritable(Path path) {
        assertThat(path.toFile().setWritable(true)).isTrue();
    }

    private static Fingerprint nameOf(String path) {
        return Fingerprint.of(new FileKey(path));
    }

    private Path pathOf(String path) {
        String name = nameOf(path).toString();
        return folder.resolve("files").resolve(name.substring(0, 2)).resolve(name);
    }
}
