package org.stowage.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.storage.FileRepository;
import org.stowage.storage.FileRepositoryContract;
import org.stowage.storage.StoredFile;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The store in a bucket keeps files as every store does. */
final class S3RepositoryTest extends FileRepositoryContract {

    @TempDir
    private Path folder;

    private final BucketPlace bucket = ObjectStoreServer.shared().newBucket();

    @Override
    protected FileRepository openEmpty() throws IOException {
        return ObjectStoreServer.open(bucket, folder.resolve("spool"));
    }

    @Override
    protected int races() {
        return 20;
    }

    /** Moving is copying. */
    @Test
    void objectIsByteForByteTheFileOfTheLocalStore() throws IOException {
        StoredFile file = store(slot("foo/très cool.jpg", 5), "hello");
        Path base = folder.resolve("local");
        LocalRepository.open(base, Durability.NONE, Clock.systemUTC()).close();
        String name = file.fingerprint().toString();
        Path path = base.resolve("files/" + name.substring(0, 2) + "/" + name);
        try (S3Client client = ObjectStoreServer.client(bucket)) {
            client.getObject(
                    request ->
                            request.bucket(bucket.name()).key("some/prefix/files/" + name.substring(0, 2) + "/" + name),
                    path);
        }
        try (LocalRepository local = LocalRepository.open(base, Durability.NONE, Clock.systemUTC())) {
            assertThat(local.find(file.key())).contains(ObjectReader.withVersion(file, ""));
        }
    }

    @Test
    void otherNodeSeesWhatIsPublishedAtOnce() throws IOException {
        try (S3Repository other = ObjectStoreServer.open(bucket, folder.resolve("other"))) {
            StoredFile file = store(slot("foo/bar.jpg", 5), "hello");
            assertThat(other.find(file.key())).contains(file);
        }
    }

    /** An upload that was given up, and the probes of the start, leave nothing. */
    @Test
    void nothingElseIsInTheBucket() throws IOException {
        repository.begin(slot("a", 5)).close();
        StoredFile file = store(slot("b", 5), "hello");
        assertThat(keys())
                .containsExactlyInAnyOrder(
                        "some/prefix/store.properties", new ObjectNames("some/prefix/").of(file.fingerprint()));
    }

    @Test
    void objectsOfOthersAreLeftAlone() throws IOException {
        try (S3Client client = ObjectStoreServer.client(bucket)) {
            for (String key : List.of("else", "some/prefix/files/00/README", "some/prefix/files/zz", "some/prefix/x")) {
                client.putObject(
                        request -> request.bucket(bucket.name()).key(key),
                        software.amazon.awssdk.core.sync.RequestBody.fromString("x"));
            }
        }
        repository.listing().walk(0, new FailingVisitor());
        assertThat(keys()).hasSize(5);
    }

    /** A description that does not fit into the last kibibyte, as of a long name. */
    @Test
    void longDescriptionIsReadToo() throws IOException {
        StoredFile file = store(slot("x/" + "ü".repeat(1000), 3), "abc");
        ResponseBytes<GetObjectResponse> object;
        try (S3Client client = ObjectStoreServer.client(bucket)) {
            object = client.getObjectAsBytes(request ->
                    request.bucket(bucket.name()).key(new ObjectNames(bucket.prefix()).of(file.fingerprint())));
        }
        assertThat(object.asByteArrayUnsafe()).hasSizeGreaterThan(2000);
        assertThat(repository.find(file.key())).contains(file);
    }

    private List<String> keys() {
        return ObjectStoreServer.keys(bucket);
    }
}
