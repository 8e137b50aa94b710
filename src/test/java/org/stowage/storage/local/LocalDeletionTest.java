package org.stowage.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.stowage.storage.DeletionContract;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;

/** The local store deletes as every store does, synced or not. */
@ParameterizedClass
@EnumSource(Durability.class)
final class LocalDeletionTest extends DeletionContract {

    @TempDir
    private Path folder;

    private final Durability durability;
    private FileRepository repository;

    LocalDeletionTest(Durability durability) {
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
    protected FileRepository repository() {
        return repository;
    }

    @Test
    void deletedFileLeavesNothingOnTheDisk() throws IOException {
        store(new FileKey("a/b"), "hello");
        repository.delete(new FileKey("a/b"));
        assertThat(published()).isEmpty();
    }

    @Test
    void damagedFileCanBeDeleted() throws IOException {
        store(new FileKey("a/b"), "hello");
        Files.writeString(published().get(0), "damaged");
        assertThatIOException().isThrownBy(() -> repository.find(new FileKey("a/b")));
        assertThat(repository.delete(new FileKey("a/b"))).isTrue();
        assertThat(repository.find(new FileKey("a/b"))).isEmpty();
    }

    @Test
    void symbolicLinkIsNoFileOfOurs() throws IOException {
        store(new FileKey("a/b"), "hello");
        Path name = published().get(0);
        Path elsewhere = Files.move(name, folder.resolve("elsewhere"));
        Files.createSymbolicLink(name, elsewhere);
        assertThat(repository.delete(new FileKey("a/b"))).isFalse();
        assertThat(Files.isSymbolicLink(name)).isTrue();
        assertThat(elsewhere).exists();
    }

    @Test
    void anotherRepositoryOfTheSameFolderSeesTheDeletion() throws IOException {
        store(new FileKey("a/b"), "hello");
        try (FileRepository other = LocalRepository.open(folder, durability, Clock.systemUTC())) {
            assertThat(other.delete(new FileKey("a/b"))).isTrue();
        }
        assertThat(repository.find(new FileKey("a/b"))).isEmpty();
    }

    @Test
    void storeThatCannotBeReachedIsReported() throws IOException {
        store(new FileKey("a/b"), "hello");
        Path name = published().get(0);
        Path shard =
                folder.resolve("files").resolve(name.getFileName().toString().substring(0, 2));
        Files.move(shard, folder.resolve("moved"));
        Files.createFile(shard);
        assertThatIOException().isThrownBy(() -> repository.delete(new FileKey("a/b")));
    }

    private List<Path> published() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("files"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
