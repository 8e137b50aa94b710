package org.stowage.storage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.storage.DeletionContract;
import org.stowage.storage.FileRepository;
import org.stowage.storage.staging.Durability;

/** Deletion with few names for each file, so that shared tombstones are started and used up all the time. */
final class LimitedLinksDeletionTest extends DeletionContract {

    @TempDir
    private Path folder;

    private FileRepository repository;

    @BeforeEach
    void open() throws IOException {
        Path real = folder.toRealPath();
        Path limited = new RecordedFiles(new DiskJournal(real), 3).path(real);
        repository = LocalRepository.open(limited, Durability.FSYNC, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Override
    protected FileRepository repository() {
        return repository;
    }
}
