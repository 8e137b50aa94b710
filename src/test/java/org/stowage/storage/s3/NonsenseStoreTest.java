package org.stowage.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.storage.Ban;
import org.stowage.storage.ContentCache;
import org.stowage.storage.FileKey;
import org.stowage.storage.StoreUnavailableException;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone.Reason;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** A store that answers what makes no sense, and objects that somebody has changed by hand. */
@Timeout(300)
final class NonsenseStoreTest {

    private static final FileKey KEY = new FileKey("foo/bar.jpg");
    private static final String PAGE = "<!DOCTYPE html><html><head><title>Welcome</title></head><body>Hi</body></html>";
    private static final String XML = "<?xml version=\"1.0\"?><html><body>Hi</body></html>";

    @TempDir
    private Path folder;

    private final BucketPlace direct = ObjectStoreServer.shared().newBucket();
    private AlteredStore store;
    private S3Repository repository;

    @BeforeEach
    void open() throws IOException {
        store = new AlteredStore();
        repository = ObjectStoreServer.open(ObjectStoreServer.bucket(store.endpoint(), direct.name()), folder);
    }

    @AfterEach
    void close() {
        repository.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGE, XML, "", "{}"})
    void otherThanS3IsNoAnswer(String body) throws IOException {
        StoredFile file = store(KEY, "hello");
        store.answer(exchange -> {
            AlteredStore.send(exchange, 200, body, Map.of("Content-Type", "text/html"));
            return true;
        });
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> repository.find(KEY))
                .withMessageContaining("answered something that is not S3");
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> repository.contentOf(file).open());
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> store(new FileKey("a"), "hello"));
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> repository.bans().has(Ban.Kind.OWNER, "romeo"));
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> repository.listing().walk(0, new FailingVisitor()));
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> repository.delete(KEY, Reason.DELETED));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> repository.capacity().probe());
        store.answer(exchange -> false);
        assertThat(repository.find(KEY)).contains(file);
        assertThat(read(file)).isEqualTo("hello");
        assertThat(repository.find(new FileKey("a"))).isEmpty();
    }

    /** It has no description behind it. */
    @Test
    void pageWithAnETagIsADamagedObject() throws IOException {
        store.answer("GET", 200, PAGE, Map.of("ETag", "\"1\""));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> repository.find(KEY))
                .withMessageContaining("is damaged");
    }

    @Test
    void answerThatIsLongerThanWhatWasAskedForDoesNotFillTheMemory() throws IOException {
        store.answer("GET", 200, "x".repeat(100_000), Map.of("ETag", "\"1\""));
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> repository.find(KEY))
                .withMessageContaining("it has more than the 1024 bytes that were asked for");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 0-4/*", "bytes", "0-4/5", "bytes 0-4/99999999999999999999"})
    void contentRangeThatTellsNothingIsNoAnswer(String range) throws IOException {
        store.answer("GET", 206, "hello", Map.of("ETag", "\"1\"", "Content-Range", range));
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> repository.find(KEY))
                .withMessageContaining("its Content-Range does not tell the length of the object");
    }

    /** The PUT was done, as the id of the object shows. */
    @Test
    void uploadWhoseAnswerHasNoETagIsPublished() throws IOException {
        store.answer(exchange -> {
            if (exchange.getRequestMethod().equals("PUT")) {
                store.forward(exchange, List.of("ETag"));
                return true;
            }
            return false;
        });
        StoredFile file = store(KEY, "hello");
        store.answer(exchange -> false);
        assertThat(repository.find(KEY)).contains(file);
        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> store(KEY, "world"));
    }

    @Test
    void listingThatBreaksOffIsNotTakenForAll() {
        store.answer(
                "GET", 200, "<?xml version=\"1.0\"?><ListBucketResult><Name>x</Name><Contents><Key>a</K", Map.of());
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> repository.bans().has(Ban.Kind.OWNER, "romeo"))
                .withMessageContaining("answered something that is not S3");
        store.answer(
                "GET",
                200,
                "<?xml version=\"1.0\"?><ListBucketResult><Name>x</Name><IsTruncated>true</IsTruncated></ListBucketResult>",
                Map.of());
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> repository.bans().has(Ban.Kind.OWNER, "romeo"))
                .withMessageContaining("it is not a listing, or not all of one");
    }

    @Test
    void otherThanS3AtTheStartIsToldInOneSentence() {
        store.answer(exchange -> {
            AlteredStore.send(exchange, 200, PAGE, Map.of());
            return true;
        });
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ObjectStoreServer.open(
                        ObjectStoreServer.bucket(store.endpoint(), direct.name()), folder.resolve("other")))
                .withMessageEndingWith(
                        "answered something that is not S3: it has no ETag; set stowage.s3.endpoint right");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | RequestTimeTooSkewed         | the clocks differ by more than 15 minutes",
                "403 | InvalidAccessKeyId           | does not know stowage.s3.access-key",
                "403 | SignatureDoesNotMatch        | stowage.s3.secret-key or stowage.s3.region is wrong",
                "403 | AccessDenied                 | denies access",
                "400 | AuthorizationHeaderMalformed | is in another region; set stowage.s3.region",
                "301 | PermanentRedirect            | is in another region; set stowage.s3.region",
                "404 | NoSuchBucket                 | does not exist",
                "501 | NotImplemented               | answered 501 NotImplemented"
            })
    void errorAtTheStartIsToldInOneSentence(int status, String code, String words) {
        store.fail(status, code);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ObjectStoreServer.open(
                        ObjectStoreServer.bucket(store.endpoint(), direct.name()), folder.resolve("other")))
                .withMessageContaining(words)
                .withMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 200})
    void objectThatWasCutIsDamagedAndNothingOfItIsServed(int left) throws IOException {
        StoredFile file = store(KEY, "0123456789".repeat(20));
        StoredFile other = store(new FileKey("other"), "hello");
        replace(KEY, java.util.Arrays.copyOf(object(KEY), left));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> repository.find(KEY))
                .withMessageContaining("damaged");
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> repository.contentOf(file).open());
        assertThat(repository.find(other.key())).contains(other);
    }

    @Test
    void objectInPlaceOfAnotherIsDamaged() throws IOException {
        store(KEY, "hello");
        StoredFile other = store(new FileKey("other"), "world");
        replace(KEY, object(other.key()));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> repository.find(KEY))
                .withMessageContaining("holds another file than its name says");
        assertThat(read(other)).isEqualTo("world");
    }

    /** Its description is still right, so only the checksum tells. */
    @Test
    void contentThatWasChangedByHandIsNotServed() throws IOException {
        StoredFile file = store(KEY, "hello");
        byte[] object = object(KEY);
        object[0] = 'j';
        replace(KEY, object);
        StoredFile found = (StoredFile) repository.find(KEY).orElseThrow();
        assertThat(found.checksums()).isEqualTo(file.checksums());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> repository.contentOf(found).open())
                .withMessageContaining("has another content than its description says");
    }

    /** Neither one that is read for memory. */
    @Test
    void contentThatWasChangedByHandIsNotKept() throws IOException {
        try (S3Repository keeping = S3Repository.open(
                new BucketAccess(direct, ObjectStoreServer.KEY, false),
                folder.resolve("keeping"),
                new ContentCache(() -> 1 << 20),
                Clock.systemUTC())) {
            String text = "0123456789".repeat(6_000);
            store(KEY, text);
            byte[] object = object(KEY);
            object[50_000]++;
            replace(KEY, object);
            StoredFile found = (StoredFile) keeping.find(KEY).orElseThrow();
            keeping.keep(found);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> keeping.keep(found))
                    .withMessageContaining("has another content than its description says");
            assertThat(keeping.kept(KEY)).isEmpty();
        }
    }

    private byte[] object(FileKey key) {
        try (S3Client client = ObjectStoreServer.client(direct)) {
            ResponseBytes<GetObjectResponse> object = client.getObjectAsBytes(
                    request -> request.bucket(direct.name()).key(nameOf(key)));
            return object.asByteArray();
        }
    }

    private void replace(FileKey key, byte[] object) {
        try (S3Client client = ObjectStoreServer.client(direct)) {
            client.putObject(request -> request.bucket(direct.name()).key(nameOf(key)), RequestBody.fromBytes(object));
        }
    }

    private String nameOf(FileKey key) {
        return new ObjectNames(direct.prefix()).of(org.stowage.storage.Fingerprint.of(key));
    }

    private StoredFile store(FileKey key, String text) throws IOException {
        return Texts.store(repository, key, text);
    }

    private String read(StoredFile file) throws IOException {
        return Texts.read(repository, file);
    }
}
