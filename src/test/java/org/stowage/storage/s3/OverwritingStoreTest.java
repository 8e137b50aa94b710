package org.stowage.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.storage.ContentCache;

/** Stores that let several uploads of one URL succeed. */
@Timeout(120)
final class OverwritingStoreTest {

    @TempDir
    private Path folder;

    private final BucketPlace direct = ObjectStoreServer.shared().newBucket();
    private AlteredStore store;

    @BeforeEach
    void open() throws IOException {
        store = new AlteredStore();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void storeThatKeepsTheConditionIsUsedBehindAProxyToo() throws IOException {
        try (S3Repository repository = open(false, store.endpoint())) {
            assertThat(repository.capacity().isBestEffort()).isFalse();
        }
    }

    @Test
    void storeThatOverlooksTheConditionIsRefused() {
        store.drop("If-None-Match");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> open(false, store.endpoint()))
                .withMessage("the bucket " + direct.name() + ", prefix some/prefix/, at " + store.endpoint()
                        + " lets several uploads of one URL succeed, so that one overwrites another; use a store that"
                        + " keeps If-None-Match, or set stowage.s3.no-overwrite=best-effort to live with that");
        assertThat(keys()).isEmpty();
    }

    @Test
    void oneOfSeveralGatewaysThatOverlooksItIsNamed() {
        store.drop("If-None-Match");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> open(false, ObjectStoreServer.shared().endpoint(), store.endpoint()))
                .withMessageContaining("at " + store.endpoint() + " lets several uploads");
    }

    @Test
    void gatewaysOfDifferentStoresAreRefused() {
        try (ObjectStoreServer other = ObjectStoreServer.separate()) {
            other.make(direct.name());
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> open(false, ObjectStoreServer.shared().endpoint(), other.endpoint()))
                    .withMessageContaining(
                            "at " + ObjectStoreServer.shared().endpoint() + " and the bucket", "at " + other.endpoint())
                    .withMessageContaining("lets several uploads of one URL succeed");
        }
    }

    @Test
    void bestEffortStartsAndIsKnown() throws IOException {
        store.drop("If-None-Match");
        try (S3Repository repository = open(true, store.endpoint())) {
            assertThat(repository.capacity().isBestEffort()).isTrue();
            repository.capacity().probe();
        }
    }

    private S3Repository open(boolean bestEffort, URI... endpoints) throws IOException {
        BucketPlace bucket = ObjectStoreServer.bucket(List.of(endpoints), direct.name());
        return S3Repository.open(
                new BucketAccess(bucket, ObjectStoreServer.KEY, bestEffort),
                folder,
                ContentCache.off(),
                Clock.systemUTC());
    }

    private List<String> keys() {
        return ObjectStoreServer.keys(direct);
    }
}
