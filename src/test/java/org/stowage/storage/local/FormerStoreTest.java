package org.stowage.storage.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.storage.Ban;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Sha256;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.format.DamagedFileException;
import org.stowage.storage.staging.Durability;

/**
 * A store that an earlier version (commit 10cda93, JSON by Yasson) wrote is read correctly, and all but its tombstones
 * are written in the same bytes.
 */
final class FormerStoreTest {

    private static final Instant WRITTEN = Instant.parse("2026-11-26T10:11:12.345Z");
    private static final Clock CLOCK = Clock.fixed(WRITTEN, ZoneOffset.UTC);

    private static final FileKey TEXT = new FileKey("slot-1/très cool.txt");
    private static final FileKey QUOTED = new FileKey("capulet", "slot-2/\"quoted\" & x.jpg");
    private static final FileKey EMPTY = new FileKey("slot-3/empty");
    private static final FileKey GONE = new FileKey("slot-4/gone.png");
    private static final FileKey DOWN = new FileKey("capulet", "slot-5/down.png");

    private static final Slot TEXT_SLOT = new Slot(TEXT, 6, "text/plain;charset=UTF-8");
    private static final Slot QUOTED_SLOT =
            new Slot(QUOTED, 5, "image/jpeg", "juliet@capulet.example/☃ \"x\"", Instant.parse("2100-01-01T00:00:00Z"));
    private static final Slot EMPTY_SLOT = new Slot(EMPTY, 0, "application/octet-stream");

    private static final Ban PATH_BAN = new Ban(
            Ban.Kind.PATH,
            Ban.valueOf(new FileKey("slot-6/ünwanted \"x\".jpg")),
            WRITTEN,
            "a reason, with \"quotes\" and ünïcode\ttab");
    private static final Ban OWNER_BAN =
            new Ban(Ban.Kind.OWNER, "romeo@montague.example", Instant.parse("2026-11-26T10:11:12Z"), "");

    @TempDir
    private Path folder;

    private Path former;

    @BeforeEach
    void copy() throws IOException, URISyntaxException {
        URL resource = Objects.requireNonNull(FormerStoreTest.class.getResource("/stores/step-5"));
        Path source = Path.of(resource.toURI());
        former = folder.resolve("former");
        for (String file : contents(source).keySet()) {
            Path copy = former.resolve(file);
            Files.createDirectories(Objects.requireNonNull(copy.getParent()));
            Files.copy(source.resolve(file), copy);
        }
    }

    @Test
    void filesTombstonesAndBansAreRead() throws IOException {
        try (LocalRepository repository = LocalRepository.open(former, Durability.NONE, CLOCK)) {
            assertThat(repository.find(TEXT)).hasValue(file(TEXT_SLOT, "hello\n"));
            assertThat(repository.find(QUOTED)).hasValue(file(QUOTED_SLOT, "bytes"));
            assertThat(repository.find(EMPTY)).hasValue(file(EMPTY_SLOT, ""));
            assertThat(repository.find(GONE)).hasValue(tombstone(GONE, Reason.DELETED));
            assertThat(repository.find(DOWN)).hasValue(tombstone(DOWN, Reason.TAKEN_DOWN));
            assertThat(repository.bans().all(Ban.Kind.PATH)).containsExactly(PATH_BAN);
            assertThat(repository.bans().all(Ban.Kind.OWNER)).containsExactly(OWNER_BAN);
        }
    }

    /** A tombstone of those versions contains its name, and is valid only there. */
    @Test
    void tombstoneUnderAnotherNameIsDamaged() throws IOException {
        FileKey other = new FileKey("slot-7/other");
        Files.copy(pathOf(GONE), pathOf(other));
        try (LocalRepository repository = LocalRepository.open(former, Durability.NONE, CLOCK)) {
            assertThatExceptionOfType(DamagedFileException.class).isThrownBy(() -> repository.find(other));
            assertThat(repository.purge(tombstone(GONE, Reason.DELETED))).isTrue();
            assertThat(repository.find(GONE)).isEmpty();
        }
    }

    @Test
    void sameFilesAndBansAreWrittenButForTheCrc() throws IOException {
        Path present = folder.resolve("present");
        try (LocalRepository repository = LocalRepository.open(present, Durability.NONE, CLOCK)) {
            publish(repository, TEXT_SLOT, "hello\n");
            publish(repository, QUOTED_SLOT, "bytes");
            publish(repository, EMPTY_SLOT, "");
            publish(repository, new Slot(GONE, 4, "image/png"), "gone");
            publish(repository, new Slot(DOWN, 4, "image/png"), "down");
            repository.delete(GONE, Reason.DELETED);
            repository.delete(DOWN, Reason.TAKEN_DOWN);
            repository.bans().add(PATH_BAN);
            repository.bans().add(OWNER_BAN);
        }
        Map<String, String> expected = contents(former);
        assertThat(expected).hasSize(7);
        expected.values().removeIf(content -> content.endsWith("buried-1"));
        assertThat(expected).hasSize(5);
        expected.replaceAll((path, content) -> withoutCrc(content));
        Map<String, String> written = contents(present);
        written.replaceAll((path, content) -> withoutCrc(content));
        assertThat(written).hasSize(7).containsAllEntriesOf(expected);
    }

    /** Nor the length of the description. */
    private static String withoutCrc(String content) {
        return content.replaceFirst("\"crc32c\":\"[0-9a-f]{8}\",", "")
                .replaceFirst("(?s)\\}.{4}stowage1$", "}stowage1");
    }

    /** At the exact time, as those versions wrote it. */
    private static Tombstone tombstone(FileKey key, Reason reason) {
        return new Tombstone(Fingerprint.of(key), WRITTEN, reason, null, "");
    }

    private Path pathOf(FileKey key) throws IOException {
        String name = Fingerprint.of(key).toString();
        return Files.createDirectories(former.resolve("files/" + name.substring(0, 2)))
                .resolve(name);
    }

    private static StoredFile file(Slot slot, String content) {
        return new StoredFile(
                slot, java.util.HexFormat.of().formatHex(Sha256.start().digest(content.getBytes(UTF_8))), WRITTEN);
    }

    private static void publish(LocalRepository repository, Slot slot, String content) throws IOException {
        try (PendingUpload upload = repository.begin(slot)) {
            upload.hash();
            upload.write(ByteBuffer.wrap(content.getBytes(UTF_8)));
            upload.publish();
        }
    }

    /** Returns the files below {@code files} and {@code bans} by their names. */
    private static Map<String, String> contents(Path store) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (String part : List.of("files", "bans")) {
            try (Stream<Path> paths = Files.walk(store.resolve(part))) {
                for (Path path : paths.filter(Files::isRegularFile).toList()) {
                    contents.put(store.relativize(path).toString(), Files.readString(path, ISO_8859_1));
                }
            }
        }
        return contents;
    }
}
