package org.stowage.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.stowage.storage.Ban;
import org.stowage.storage.Ban.Kind;
import org.stowage.storage.Bans;
import org.stowage.storage.BansContract;
import org.stowage.storage.FileRepository;
import org.stowage.storage.staging.Durability;

/** The local store bans as every store does, synced or not. */
@ParameterizedClass
@EnumSource(Durability.class)
final class LocalBansTest extends BansContract {

    private static final Ban BAN = new Ban(Kind.OWNER, "romeo", Instant.parse("2026-01-02T03:04:05Z"), "spam");

    /** {@code printf romeo | sha256sum}. */
    private static final String NAME = "b88b5eb909d1bd5215ce6dd44e64244afad213dc77b77691cc124a4621b30ebc";

    @TempDir
    private Path folder;

    private final Durability durability;
    private FileRepository repository;

    LocalBansTest(Durability durability) {
        this.durability = durability;
    }

    @BeforeEach
    void open() throws IOException {
        repository = LocalRepository.open(folder, durability, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Override
    protected Bans bans() {
        return repository.bans();
    }

    @Test
    void banIsOneSmallFileOfJsonForTheServersUserAlone() throws IOException {
        bans().add(BAN);
        assertThat(files()).hasSize(1);
        Path file = files().get(0);
        assertThat(file).isEqualTo(folder.resolve("bans/owner").resolve(NAME));
        assertThat(file).hasContent("{\"since\":\"2026-01-02T03:04:05Z\",\"value\":\"romeo\",\"why\":\"spam\"}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.getAttribute(file, "unix:nlink")).isEqualTo(1);
    }

    @Test
    void banOutlivesTheProcess() throws IOException {
        bans().add(BAN);
        repository.close();
        open();
        assertThat(bans().has(Kind.OWNER, "romeo")).isTrue();
        assertThat(bans().all(Kind.OWNER)).containsExactly(BAN);
    }

    @Test
    void anotherProcessIsBoundAtOnce() throws IOException {
        try (FileRepository other = LocalRepository.open(folder, durability, Clock.systemUTC())) {
            bans().add(BAN);
            assertThat(other.bans().has(Kind.OWNER, "romeo")).isTrue();
            other.bans().remove(Kind.OWNER, "romeo");
            assertThat(bans().has(Kind.OWNER, "romeo")).isFalse();
        }
    }

    /** The answer to "why was this refused?" goes by it, also where nobody uploads. */
    @Test
    void banOfAnotherProcessIsSoonKnownWithoutAnUpload() throws Exception {
        assertThat(bans().hadAny(Kind.OWNER)).isFalse();
        try (FileRepository other = LocalRepository.open(folder, durability, Clock.systemUTC())) {
            other.bans().add(BAN);
        }
        while (!bans().hadAny(Kind.OWNER)) {
            Thread.sleep(10);
        }
        assertThat(bans().has(Kind.OWNER, "romeo")).isTrue();
    }

    /** The state of an old folder is kept, but must not hide what another process does there later. */
    @Test
    void folderThatWasEmptyForLongHidesNoBan() throws IOException {
        FileTime longAgo = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        try (FileRepository other = LocalRepository.open(folder, durability, Clock.systemUTC())) {
            for (int i = 0; i < 3; i++) {
                Files.setLastModifiedTime(folder.resolve("bans/owner"), longAgo);
                Files.setLastModifiedTime(folder.resolve("bans"), longAgo);
                assertThat(bans().has(Kind.OWNER, "romeo")).isFalse();
                assertThat(bans().has(Kind.OWNER, "romeo")).isFalse();
                other.bans().add(BAN);
                assertThat(bans().has(Kind.OWNER, "romeo")).isTrue();
                other.bans().remove(Kind.OWNER, "romeo");
            }
        }
    }

    /** An admin puts a file there: nothing has told this process of it. */
    @Test
    void banThatIsPutThereByHandCountsSoon() throws Exception {
        bans().add(BAN);
        Path ban = files().get(0);
        Path away = folder.resolve("away");
        Files.move(ban, away);
        FileTime longAgo = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        Files.setLastModifiedTime(folder.resolve("bans/owner"), longAgo);
        Files.setLastModifiedTime(folder.resolve("bans"), longAgo);
        assertThat(bans().kinds()).isEmpty();
        Files.move(away, ban);
        while (!bans().has(Kind.OWNER, "romeo")) {
            Thread.sleep(10);
        }
        assertThat(bans().kinds()).containsExactly(Kind.OWNER);
    }

    @Test
    void banThatCannotBeReadHoldsAndIsNamed() throws IOException {
        bans().add(BAN);
        Path file = files().get(0);
        for (String damage : List.of("", "{}", "null", "{\"since\":1}", "{\"value\":\"romeo\"}")) {
            Files.writeString(file, damage);
            assertThat(bans().has(Kind.OWNER, "romeo")).isTrue();
            assertThatIOException()
                    .isThrownBy(() -> bans().all(Kind.OWNER))
                    .withMessage(file + ": is damaged: it is not a ban");
        }
        Files.writeString(file, "{\"since\":\"2026-01-02T03:04:05Z\",\"value\":\"other\",\"why\":\"\"}");
        assertThatIOException()
                .isThrownBy(() -> bans().all(Kind.OWNER))
                .withMessage(file + ": holds another ban than its name says");
        assertThat(bans().remove(Kind.OWNER, "romeo")).isTrue();
    }

    @Test
    void bansThatCannotBeReachedAreReportedNotDenied() throws IOException {
        Files.delete(folder.resolve("bans/owner"));
        Files.createFile(folder.resolve("bans/owner"));
        assertThatIOException().isThrownBy(() -> bans().has(Kind.OWNER, "romeo"));
        assertThatIOException().isThrownBy(() -> bans().add(BAN));
        assertThatIOException().isThrownBy(() -> bans().all(Kind.OWNER));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("bans"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
