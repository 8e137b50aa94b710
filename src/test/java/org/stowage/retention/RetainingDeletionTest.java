package org.stowage.retention;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.audit.AuditLog;
import org.stowage.catalog.MemoryEngine;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.storage.DeletionContract;
import org.stowage.storage.FileRepository;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/** A {@link RetainingRepository} deletes as every repository does. */
final class RetainingDeletionTest extends DeletionContract {

    @TempDir
    private Path folder;

    private RetainingRepository repository;

    @BeforeEach
    void open() throws IOException {
        repository = new RetainingRepository(
                LocalRepository.open(folder, Durability.NONE, Clock.systemUTC()),
                MemoryEngine.place(folder),
                () -> RetainedStore.policy(new RetentionRules(List.of()), Quotas.NONE),
                SteadyClock.ofThisMachine(),
                AuditLog.silent());
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
