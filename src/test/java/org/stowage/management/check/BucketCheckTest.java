package org.stowage.management.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowage.management.health.HealthState;
import org.stowage.management.health.StoreHealth;
import org.stowage.storage.ContentCache;
import org.stowage.storage.s3.AlteredStore;
import org.stowage.storage.s3.BucketAccess;
import org.stowage.storage.s3.BucketPlace;
import org.stowage.storage.s3.ObjectStoreServer;
import org.stowage.storage.s3.S3Repository;

/** What self-check and health say of a bucket while the server runs. */
@Timeout(120)
final class BucketCheckTest {

    @TempDir
    private Path folder;

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
    void storeThatIsInOrderHasNoFinding() throws IOException {
        try (S3Repository repository = repository()) {
            assertThat(findings(repository)).isEmpty();
            assertThat(health(repository)).isEqualTo(HealthState.up("store"));
        }
    }

    @Test
    void bestEffortIsCalledSo() throws IOException {
        store.drop("If-None-Match");
        try (S3Repository repository = repository()) {
            Finding finding = findings(repository).get(0);
            assertThat(finding.code()).isEqualTo("store-best-effort");
            assertThat(finding.toString()).contains("by best effort only: one may overwrite another");
            assertThat(health(repository))
                    .isEqualTo(new HealthState("store", true, Map.of("no-overwrite", "best effort")));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | RequestTimeTooSkewed         | store-unavailable | the clocks differ by more than 15 minutes",
                "403 | InvalidAccessKeyId           | store-unavailable | does not know stowage.s3.access-key",
                "403 | SignatureDoesNotMatch        | store-unavailable | stowage.s3.secret-key or stowage.s3.region is wrong",
                "403 | AccessDenied                 | store-unavailable | denies access",
                "400 | AuthorizationHeaderMalformed | store-unavailable | is in another region; set stowage.s3.region",
                "301 | PermanentRedirect            | store-unavailable | is in another region; set stowage.s3.region",
                "404 | NoSuchBucket                 | store-missing     | does not exist",
                "503 | SlowDown                     | store-unavailable | answered 503 SlowDown"
            })
    void errorOfTheStoreIsToldInOneSentence(int status, String code, String finding, String words) throws IOException {
        try (S3Repository repository = repository()) {
            store.fail(status, code);
            List<Finding> findings = findings(repository);
            assertThat(findings).hasSize(1);
            assertThat(findings.get(0).code()).isEqualTo(finding);
            assertThat(findings.get(0).toString())
                    .contains(words)
                    .doesNotContain(ObjectStoreServer.KEY.secret(), "Exception", "\n\tat");
            assertThat(health(repository).up()).isFalse();
        }
    }

    private static List<Finding> findings(S3Repository repository) {
        return new BucketCheck(repository.capacity()).findings();
    }

    private static HealthState health(S3Repository repository) {
        return StoreHealth.of(repository.capacity(), () -> 0, Clock.systemUTC())
                .get(0)
                .look();
    }

    private S3Repository repository() throws IOException {
        BucketPlace direct = ObjectStoreServer.shared().newBucket();
        BucketPlace altered =
                new BucketPlace(List.of(store.endpoint()), direct.region(), direct.name(), direct.prefix(), true);
        return S3Repository.open(
                new BucketAccess(altered, ObjectStoreServer.KEY, true), folder, ContentCache.off(), Clock.systemUTC());
    }
}
