package org.stowage.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.MemoryEngine;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.retention.usage.Usage;
import org.stowage.storage.Ban;
import org.stowage.storage.Ban.Kind;
import org.stowage.storage.FileKey;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Tombstone.Reason;

/**
 * Files whose SHA-256 was not computed during the upload: it is computed later, and bans on contents find them even
 * before.
 */
@Timeout(60)
final class LaterHashingTest {

    private static final String HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    private static final RetentionRules NONE = new RetentionRules(List.of());

    @TempDir
    private Path folder;

    private RetainedStore store;

    @BeforeEach
    void open() throws IOException {
        store = new RetainedStore(folder, NONE, Quotas.NONE);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void hashIsComputedInTheBackgroundForTheCatalog() throws Exception {
        StoredFile hello = store("a/hello", "hello");
        store("a/empty", "");
        assertThat(hello.sha256()).isEmpty();
        try (Sweeper sweeper = store.startSweeper()) {
            awaitHash("a/hello", HELLO);
            awaitHash("a/empty", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
            assertThat(sweeper.isLate()).isFalse();
            assertThat(store.repository().usage().bytes()).isEqualTo(5);
            sweeper.sweepNow();
            assertThat(entry("a/hello").orElseThrow().file().sha256())
                    .as("after a look through the store")
                    .isEqualTo(HELLO);
        }
        assertThat(store.repository().find(hello.key())).contains(hello);
        assertThat(store.repository().usage())
                .extracting(Usage::files, Usage::bytes)
                .containsExactly(2L, 5L);
    }

    @Test
    void fileThatWasDeletedMeanwhileStaysOutOfTheCatalog() throws Exception {
        store("a/hello", "hello");
        store.repository().catalog().flush();
        store.repository().delete(new FileKey("a/hello"), Reason.DELETED);
        store("b/other", "other");
        try (Sweeper sweeper = store.startSweeper()) {
            while (entry("b/other")
                    .filter(entry -> !entry.file().sha256().isEmpty())
                    .isEmpty()) {
                Thread.sleep(20);
            }
            assertThat(entry("a/hello")).isEmpty();
            assertThat(sweeper.isLate()).isFalse();
        }
    }

    @Test
    void damagedContentGetsNoHash() throws Exception {
        store("a/hello", "hello");
        flipFirstByte();
        store("b/other", "other");
        try (Sweeper sweeper = store.startSweeper()) {
            while (entry("b/other")
                    .filter(entry -> !entry.file().sha256().isEmpty())
                    .isEmpty()) {
                Thread.sleep(20);
            }
            assertThat(entry("a/hello").orElseThrow().file().sha256()).isEmpty();
            assertThat(sweeper.isLate()).isFalse();
        }
    }

    @Test
    void banOfAContentFindsFilesWithoutHash() throws Exception {
        store("a/hello", "hello");
        store("b/hello", "hello");
        store("c/other", "other");
        assertThat(store.takedowns().banContent(HELLO, "")).isEqualTo(new DeletionResult(2, 10, 0, 0));
        assertThat(store.repository().find(new FileKey("a/hello")))
                .get()
                .extracting(entry -> ((Tombstone) entry).reason())
                .isEqualTo(Reason.TAKEN_DOWN);
        assertThat(store.files()).hasSize(1);
    }

    @Test
    void banGoesByWhatTheCatalogKnowsWithoutReading() throws Exception {
        store("a/hello", "hello");
        try (Sweeper sweeper = store.startSweeper()) {
            awaitHash("a/hello", HELLO);
            assertThat(sweeper.isLate()).isFalse();
        }
        flipFirstByte();
        assertThat(store.takedowns().banContent(HELLO, "").files()).isEqualTo(1);
    }

    @Test
    void uploadThatBeganBeforeTheFirstBanOfAContentIsHashedAfterAll() throws Exception {
        Slot slot = store.slot("a/hello", 5, null);
        try (PendingUpload upload = store.repository().begin(slot)) {
            upload.write(utf8("hello"));
            store.takedowns().banContent(HELLO, "");
            assertThat(store.takedowns().publish(upload, slot)).isEqualTo(new PublicationResult.Banned(Kind.CONTENT));
        }
        assertThat(store.files()).isEmpty();
    }

    @Test
    void whileAContentIsBannedUploadsAreHashedAtOnce() throws Exception {
        store.repository().bans().add(new Ban(Kind.CONTENT, "00", store.now(), ""));
        assertThat(store("a/hello", "hello").sha256()).isEqualTo(HELLO);
        store.repository().bans().remove(Kind.CONTENT, "00");
        assertThat(store("b/hello", "hello").sha256()).isEmpty();
    }

    private void awaitHash(String path, String sha256) throws Exception {
        while (entry(path).filter(entry -> entry.file().sha256().equals(sha256)).isEmpty()) {
            store.repository().catalog().flush();
            Thread.sleep(20);
        }
    }

    private Optional<CatalogEntry> entry(String path) {
        return MemoryEngine.at(folder).entries().stream()
                .filter(entry -> entry.file().key().equals(new FileKey(path)))
                .findFirst();
    }

    /** Changes the only file of the store. */
    private void flipFirstByte() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("files"))) {
            Path file = all.filter(Files::isRegularFile).findFirst().orElseThrow();
            assertThat(file.toFile().setWritable(true)).isTrue();
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(utf8("j"), 0);
            }
        }
    }

    private StoredFile store(String path, String text) throws IOException {
        try (PendingUpload upload = store.repository().begin(store.slot(path, text.length(), null))) {
            upload.write(utf8(text));
            return upload.publish();
        }
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
