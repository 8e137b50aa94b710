package org.stowage.storage.s3;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.storage.Bans;
import org.stowage.storage.BansContract;

/** The store in a bucket bans as every store does. */
final class S3BansTest extends BansContract {

    @TempDir
    private Path folder;

    private S3Repository repository;

    @BeforeEach
    void open() throws IOException {
        repository = ObjectStoreServer.open(ObjectStoreServer.shared().newBucket(), folder);
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Override
    protected int rounds() {
        return 20;
    }

    @Override
    protected Bans bans() {
        return repository.bans();
    }
}
