package org.stowage.storage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.storage.FileRegionContract;
import org.stowage.storage.FileRepository;
import org.stowage.storage.staging.Durability;

/** A store that may go away behaves, while it is there, like any other. */
final class ReopeningRepositoryContractTest extends FileRegionContract {

    @TempDir
    private Path folder;

    @Override
    protected FileRepository openEmpty() throws IOException {
        return ReopeningRepository.open(
                folder.resolve("store"), Durability.NONE, Clock.systemUTC(), folder.resolve("memory/upload"));
    }
}
