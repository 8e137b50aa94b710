package org.stowage.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stowage.storage.ContentCache;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRegionContract;
import org.stowage.storage.FileRepository;
import org.stowage.storage.KeptFile;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoreMissingException;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.staging.Durability;

/** Nothing stale is given of what is kept in memory, whoever has changed the store, and however. */
@Timeout(120)
final class LocalContentsTest {

    private static final int SIZE = 10_000;
    private static final int READERS = 8;
    private static final int RACES = 300;

    @TempDir
    private Path folder;

    private final ContentCache cache = new ContentCache(() -> 1 << 20);
    private FileRepository repository;

    @BeforeEach
    void open() throws IOException {
        repository = LocalRepository.open(base(), Durability.NONE, cache, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        repository.close();
    }

    /** Ways in which a file that is kept ceases to be what is there. */
    private enum Change {
        DELETED {
            @Override
            void make(FileRepository repository, StoredFile file, Path path) throws IOException {
                repository.delete(file.key(), Reason.DELETED);
            }
        },
        DELETED_AS_THAT_VERY_FILE {
            @Override
            void make(FileRepository repository, StoredFile file, Path path) throws IOException {
                repository.delete(file, Reason.TAKEN_DOWN);
            }
        },
        DELETED_WITH_OTHERS {
            @Override
            void make(FileRepository repository, StoredFile file, Path path) throws IOException {
                repository.deleteAll(List.of(file), Reason.EXPIRED);
            }
        },
        DELETED_BY_ANOTHER_PROCESS {
            @Override
            void make(FileRepository repository, StoredFile file, Path path) throws IOException {
                Path base = path.resolve("../../..").normalize();
                try (FileRepository other = LocalRepository.open(base, Durability.NONE, Clock.systemUTC())) {
                    other.delete(file.key(), Reason.DELETED);
                }
            }
        },
        REMOVED_BY_HAND {
            @Override
            void make(FileRepository repository, StoredFile file, Path path) throws IOException {
                Files.delete(path);
            }
        },
        REMOVED_WITH_ITS_FOLDER {
            @Override
            void make(FileRepository repository, StoredFile file, Path path) throws IOException {
                Files.delete(path);
                Files.delete(path.getParent());
            }
        },
        REPLACED_BY_A_LINK_TO_ITSELF {
            @Override
            void make(FileRepository repository, StoredFile file, Path path) throws IOException {
                Path aside = path.resolveSibling("aside");
                Files.move(path, aside);
                Files.createSymbolicLink(path, aside);
            }
        },
        REPLACED_BY_A_COPY_OF_ITS_TIME {
            @Override
            void make(FileRepository repository, StoredFile file, Path path) throws IOException {
                Path copy = path.resolveSibling("copy");
                Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
                flipFirstByte(copy);
                Files.move(copy, path, StandardCopyOption.ATOMIC_MOVE);
            }
        },
        CUT_OFF {
            @Override
            void make(FileRepository repository, StoredFile file, Path path) throws IOException {
                FileTime time = Files.getLastModifiedTime(path);
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                    channel.truncate(SIZE / 2);
                }
                Files.setLastModifiedTime(path, time);
            }
        },
        WRITTEN_INTO {
            @Override
            void make(FileRepository repository, StoredFile file, Path path) throws IOException {
                flipFirstByte(path);
                Files.setLastModifiedTime(path, FileTime.fromMillis(0));
            }
        };

        abstract void make(FileRepository repository, StoredFile file, Path path) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsGivenOfWhatIsNoLongerThere(Change change) throws IOException {
        StoredFile file = storeAndKeep("a");
        Path path = FileRegionContract.fileOf(repository, file);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        assertThat(repository.kept(file.key())).isPresent();
        change.make(repository, file, path);
        assertThat(repository.kept(file.key())).isEmpty();
        assertThat(cache.bytes()).isZero();
        assertThat(cache.hits()).isEqualTo(1);
    }

    @Test
    void fileComesIntoMemoryWhenItIsAskedForAgain() throws IOException {
        StoredFile file = store("a");
        assertThat(repository.kept(file.key())).isEmpty();
        assertThat(repository.keep(file)).as("asked for once").isEmpty();
        assertThat(repository.kept(file.key())).isEmpty();
        assertContent(repository.keep(file), file);
        assertContent(repository.kept(file.key()), file);
        assertThat(cache.bytes()).isBetween((long) SIZE, 2L * SIZE);
    }

    @Test
    void fileThatWasFoundAndThenDeletedIsNotKept() throws IOException {
        StoredFile file = store("a");
        repository.keep(file);
        repository.delete(file, Reason.DELETED);
        assertThat(repository.keep(file)).isEmpty();
        assertThat(repository.kept(file.key())).isEmpty();
        assertThat(cache.bytes()).isZero();
    }

    /** An admin puts another publication of the key there. */
    @Test
    void contentOfAnotherPublicationIsNotKeptUnderTheDescriptionOfTheFormer() throws IOException {
        StoredFile file = store("a");
        Path path = FileRegionContract.fileOf(repository, file);
        repository.keep(file);
        Files.delete(path);
        StoredFile second = store("a");
        assertThat(second).isNotEqualTo(file);
        assertThat(repository.keep(file)).isEmpty();
        assertThat(repository.kept(file.key())).isEmpty();
        assertContent(repository.keep(second), second);
        assertContent(repository.kept(file.key()), second);
    }

    @Test
    void contentOfAMissingStoreIsNotGiven() throws IOException {
        Path memory = folder.resolve("memory");
        try (FileRepository store =
                ReopeningRepository.open(base(), Durability.NONE, cache, Clock.systemUTC(), memory)) {
            StoredFile file = storeAndKeep("a");
            assertContent(store.kept(file.key()), file);
            Path away = folder.resolve("away");
            Files.move(base(), away);
            assertThat(store.kept(file.key())).isEmpty();
            assertThatExceptionOfType(StoreMissingException.class).isThrownBy(() -> store.find(file.key()));
            assertThatExceptionOfType(StoreMissingException.class).isThrownBy(() -> store.keep(file));
            Files.move(away, base());
            assertThat(store.find(file.key())).contains(file);
            store.keep(file);
            assertContent(store.keep(file), file);
            assertContent(store.kept(file.key()), file);
        }
    }

    @Test
    void noReaderIsGivenAByteAfterTheDeletionHasReturned() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(READERS);
        AtomicInteger given = new AtomicInteger();
        try {
            for (int race = 0; race < RACES; race++) {
                race(threads, "race" + race, given);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(given.get()).as("contents that were given before").isPositive();
        assertThat(cache.bytes()).isLessThanOrEqualTo(1 << 20);
    }

    private void race(ExecutorService threads, String path, AtomicInteger given) throws Exception {
        StoredFile file = storeAndKeep(path);
        AtomicInteger deleted = new AtomicInteger();
        List<Future<?>> readers = new ArrayList<>();
        for (int reader = 0; reader < READERS; reader++) {
            readers.add(threads.submit(() -> readUntilDeleted(file, deleted, given)));
        }
        repository.delete(file, Reason.DELETED);
        deleted.set(1);
        for (Future<?> reader : readers) {
            reader.get();
        }
        assertThat(repository.kept(file.key())).isEmpty();
    }

    /** Asks and keeps as downloads do, a last time after the deletion. */
    private Void readUntilDeleted(StoredFile file, AtomicInteger deleted, AtomicInteger given) throws IOException {
        boolean isDeleted;
        do {
            isDeleted = deleted.get() == 1;
            Optional<KeptFile> kept = repository.kept(file.key());
            if (kept.isEmpty()) {
                kept = keepIfThere(file);
            }
            if (isDeleted) {
                assertThat(kept).isEmpty();
            } else if (kept.isPresent()) {
                assertContent(kept, file);
                given.incrementAndGet();
            }
        } while (!isDeleted);
        return null;
    }

    private Optional<KeptFile> keepIfThere(StoredFile file) throws IOException {
        try {
            return repository.keep(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private StoredFile storeAndKeep(String path) throws IOException {
        StoredFile file = store(path);
        repository.keep(file);
        assertContent(repository.keep(file), file);
        return file;
    }

    private StoredFile store(String path) throws IOException {
        try (PendingUpload upload = repository.begin(new Slot(new FileKey(path), SIZE, "image/png"))) {
            upload.write(content());
            return upload.publish();
        }
    }

    private static void assertContent(Optional<KeptFile> kept, StoredFile file) {
        assertThat(kept.map(KeptFile::file)).contains(file);
        assertThat(kept.orElseThrow().slice(0, SIZE)).isEqualTo(content());
    }

    private static ByteBuffer content() {
        ByteBuffer content = ByteBuffer.allocate(SIZE);
        for (int i = 0; i < SIZE; i++) {
            content.put((byte) (i * 31));
        }
        return content.flip();
    }

    private static void flipFirstByte(Path path) throws IOException {
        FileTime time = Files.getLastModifiedTime(path);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {99}));
        }
        Files.setLastModifiedTime(path, time);
    }

    private Path base() {
        return folder.resolve("store");
    }
}
