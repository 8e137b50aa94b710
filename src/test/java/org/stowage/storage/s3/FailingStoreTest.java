package org.stowage.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.storage.Ban;
import org.stowage.storage.ContentCache;
import org.stowage.storage.FileKey;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoreMissingException;
import org.stowage.storage.StoreUnavailableException;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.s3.FaultyWire.Fault;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What comes of it when the store, or the way to it, fails. */
@Timeout(120)
final class FailingStoreTest {

    private static final FileKey KEY = new FileKey("foo/bar.jpg");

    @TempDir
    private Path folder;

    private final BucketPlace direct = ObjectStoreServer.shared().newBucket();
    private FaultyWire wire;
    private BucketPlace bucket;
    private S3Repository repository;

    @BeforeEach
    void open() throws IOException {
        wire = new FaultyWire(ObjectStoreServer.shared().port());
        bucket = ObjectStoreServer.bucket(wire.endpoint(), direct.name());
        repository = ObjectStoreServer.open(bucket, folder);
    }

    @AfterEach
    void close() throws IOException {
        repository.close();
        wire.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"ANSWER_IS_LOST", "REFUSED"})
    void uploadWhosePutFailsOnceIsPublishedOnce(Fault fault) throws IOException {
        wire.arm(fault, "PUT", 1);
        StoredFile file = store("hello");
        assertThat(wire.left()).isZero();
        assertThat(repository.find(KEY)).contains(file);
        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> store("world"));
        assertThat(read(file)).isEqualTo("hello");
    }

    @Test
    void lostAnswerIsNotTakenForASuccessIfAnotherUploadWasFaster() throws IOException {
        try (S3Repository other = ObjectStoreServer.open(direct, folder.resolve("other"));
                PendingUpload first = other.begin(new Slot(KEY, 5, "image/jpeg"))) {
            first.write(utf8("world"));
            StoredFile file = first.publish();
            wire.arm(Fault.ANSWER_IS_LOST, "PUT", 1);
            assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> store("hello"));
            assertThat(repository.find(KEY)).contains(file);
        }
    }

    /** A SHA-256 is no id: the same content may come from two. */
    @Test
    void lostAnswerOfTheSameContentIsToldApartToo() throws IOException {
        wire.arm(Fault.ANSWER_IS_LOST, "PUT", 1);
        hashed("hello");
        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> hashed("hello"));
    }

    @Test
    void uploadToAStoreThatRefusesForLongFailsAndLeavesNothing() throws IOException {
        wire.arm(Fault.REFUSED, "PUT", 100);
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store("hello"))
                .withMessageContaining("answered 503 SlowDown");
        wire.arm(Fault.REFUSED, "PUT", 0);
        assertThat(repository.find(KEY)).isEmpty();
        assertThat(spooled()).isEmpty();
        store("again");
    }

    @ParameterizedTest
    @EnumSource(names = {"ANSWER_IS_LOST", "REFUSED", "ANSWER_IS_CUT"})
    void lookUpAndReadingAreTriedAgain(Fault fault) throws IOException {
        StoredFile file = store("hello");
        wire.arm(fault, "GET", 1);
        assertThat(repository.find(KEY)).contains(file);
        assertThat(wire.left()).isZero();
        wire.arm(fault, "GET", 1);
        assertThat(read(file)).isEqualTo("hello");
        assertThat(wire.left()).isZero();
    }

    @Test
    void readingThatFailsForLongFails() throws IOException {
        StoredFile file = store("hello");
        wire.arm(Fault.ANSWER_IS_CUT, "GET", 100);
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> read(file));
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> repository.find(KEY));
    }

    @Test
    void deletionWhoseAnswerIsLostIsToldOnce() throws IOException {
        StoredFile file = store("hello");
        wire.arm(Fault.ANSWER_IS_LOST, "PUT", 1);
        assertThat(repository.delete(file, Reason.DELETED)).isTrue();
        assertThat(repository.delete(file, Reason.DELETED)).isFalse();
    }

    @Test
    void banWhoseAnswerIsLostIsToldToBeNew() throws IOException {
        Ban ban = new Ban(Ban.Kind.OWNER, "romeo", Clock.systemUTC().instant(), "");
        wire.arm(Fault.ANSWER_IS_LOST, "PUT", 1);
        assertThat(repository.bans().add(ban)).isTrue();
        assertThat(repository.bans().add(ban)).isFalse();
    }

    /** No upload is let through because it cannot be told whether it is banned. */
    @Test
    void bansOfAStoreThatDoesNotAnswerAreNotTakenForNone() throws IOException {
        wire.arm(Fault.REFUSED, "GET", 100);
        assertThat(repository.bans().hadAny(Ban.Kind.OWNER)).isTrue();
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> repository.bans().has(Ban.Kind.OWNER, "romeo"));
    }

    @Test
    void walkEndsWhenTheStoreDoesNotAnswer() throws IOException {
        store("hello");
        wire.arm(Fault.REFUSED, "GET", 100);
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> repository.listing().walk(repository.listing().shardOf(KEY), new FailingVisitor()));
    }

    /** Nor does the next one wait for it. */
    @Test
    void storeThatStallsIsGivenUp() throws IOException {
        StoredFile file = store("hello");
        wire.arm(Fault.STALLS, "GET", 1);
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> repository.find(KEY))
                .withMessageContaining("did not answer in time");
        assertThat(repository.find(KEY)).contains(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "not a description, but long enough for one, and then some more of it"})
    void objectThatIsNoneOfOursIsDamagedAndCanBeDeleted(String text) throws IOException {
        String key = new ObjectNames(bucket.prefix()).of(org.stowage.storage.Fingerprint.of(KEY));
        try (S3Client client = ObjectStoreServer.client(direct)) {
            client.putObject(request -> request.bucket(bucket.name()).key(key), RequestBody.fromString(text));
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> repository.find(KEY))
                .withMessageContaining(key + ": is damaged");
        assertThat(repository.delete(KEY, Reason.DELETED)).isEmpty();
        assertThat(repository.find(KEY)).isPresent();
    }

    @Test
    void storeThatDoesNotAnswerAtTheStartIsProbedByTheFirstUpload() throws IOException {
        wire.arm(Fault.REFUSED, "PUT", 1000);
        try (S3Repository late = ObjectStoreServer.open(bucket, folder.resolve("late"))) {
            assertThat(late.find(KEY)).isEmpty();
            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(late::id);
            wire.arm(Fault.REFUSED, "PUT", 0);
            await(() -> late.id().equals(repository.id()));
            late.capacity().probe();
        }
    }

    @Test
    void markerOfAnotherStoreIsNoticed() throws IOException {
        repository.capacity().probe();
        try (S3Client client = ObjectStoreServer.client(direct)) {
            client.deleteObject(request -> request.bucket(bucket.name()).key(bucket.prefix() + "store.properties"));
        }
        assertThatExceptionOfType(StoreMissingException.class)
                .isThrownBy(() -> repository.capacity().probe());
    }

    @Test
    void wrongSecretWrongKeyWrongBucketAndNoServerAreToldInOneSentence() {
        assertThat(complaint(direct, new AccessKey(ObjectStoreServer.KEY.id(), "wrong")))
                .contains("stowage.s3.secret-key or stowage.s3.region is wrong")
                .doesNotContain("wrong-");
        assertThat(complaint(direct, new AccessKey("wrong", "wrong"))).contains("stowage.s3.access-key");
        assertThat(complaint(
                        ObjectStoreServer.bucket(ObjectStoreServer.shared().endpoint(), "none-such"),
                        ObjectStoreServer.KEY))
                .contains("the bucket none-such", "does not exist");
        assertThat(complaint(
                        ObjectStoreServer.bucket(java.net.URI.create("http://127.0.0.1:1"), "b"),
                        ObjectStoreServer.KEY))
                .contains("cannot be reached");
        assertThat(complaint(
                        ObjectStoreServer.bucket(java.net.URI.create("http://nowhere.invalid"), "b"),
                        ObjectStoreServer.KEY))
                .contains("its host name is not known");
        assertThat(complaint(
                        ObjectStoreServer.bucket(
                                java.net.URI.create("https://127.0.0.1:"
                                        + ObjectStoreServer.shared().port()),
                                "b"),
                        ObjectStoreServer.KEY))
                .contains("TLS failed");
    }

    @Test
    void certificateThatNoAuthorityHasSignedIsToldInOneSentence() throws Exception {
        try (ObjectStoreServer store = ObjectStoreServer.withTls(keyStore())) {
            assertThat(complaint(ObjectStoreServer.bucket(store.endpoint(), direct.name()), ObjectStoreServer.KEY))
                    .contains("cannot be trusted: TLS failed (", "unable to find valid certification path")
                    .contains("its certificate must be signed by an authority that this Java runtime knows");
        }
    }

    /** A key whose certificate it has signed itself. */
    private Path keyStore() throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "store",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        ObjectStoreServer.KEY.secret(),
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return store;
    }

    private String complaint(BucketPlace where, AccessKey key) {
        try (S3Repository opened = S3Repository.open(
                new BucketAccess(where, key, false), folder.resolve("wrong"), ContentCache.off(), Clock.systemUTC())) {
            opened.capacity().probe();
            return "opened " + opened.id();
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            assertThat(message).doesNotContain(key.secret() + " ").doesNotContain("\n");
            return message + (e instanceof StoreMissingException missing ? "; " + missing.remedy() : "");
        }
    }

    /** Something that comes to be true. */
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws IOException {
        boolean holds = false;
        while (!holds) {
            try {
                holds = condition.holds();
            } catch (StoreUnavailableException e) {
                LockSupport.parkNanos(100_000_000);
            }
        }
    }

    private List<Path> spooled() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("partial"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock"))
                    .toList();
        }
    }

    private StoredFile store(String text) throws IOException {
        return Texts.store(repository, KEY, text);
    }

    private StoredFile hashed(String text) throws IOException {
        try (PendingUpload upload = repository.begin(new Slot(KEY, text.length(), "image/jpeg"))) {
            upload.hash();
            upload.write(utf8(text));
            return upload.publish();
        }
    }

    private String read(StoredFile file) throws IOException {
        return Texts.read(repository, file);
    }

    private static ByteBuffer utf8(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }
}
