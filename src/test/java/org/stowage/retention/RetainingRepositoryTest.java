package org.stowage.retention;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.audit.AuditLog;
import org.stowage.catalog.MemoryEngine;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.storage.FileRegionContract;
import org.stowage.storage.FileRepository;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/** A {@link RetainingRepository} keeps the contract of a repository. */
final class RetainingRepositoryTest extends FileRegionContract {

    @TempDir
    private Path folder;

    @Override
    protected FileRepository openEmpty() throws IOException {
        Quotas generous = new Quotas(1L << 50, 1L, 1L << 50, 1L << 50, Map.of(), true);
        return new RetainingRepository(
                LocalRepository.open(folder, Durability.NONE, Clock.systemUTC()),
                MemoryEngine.place(folder),
                () -> RetainedStore.policy(new RetentionRules(List.of()), generous),
                SteadyClock.ofThisMachine(),
                AuditLog.silent());
    }
}
