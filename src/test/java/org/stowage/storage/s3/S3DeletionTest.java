package org.stowage.storage.s3;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.storage.DeletionContract;
import org.stowage.storage.FileRepository;

/** The store in a bucket deletes as every store does. */
final class S3DeletionTest extends DeletionContract {

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
    protected FileRepository repository() {
        return repository;
    }
}
