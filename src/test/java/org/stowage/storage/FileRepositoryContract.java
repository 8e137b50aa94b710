package org.stowage.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every repository promises; each backend runs all of it. */
@Timeout(120)
public abstract class FileRepositoryContract {

    /** Names that XMPP servers sign and that file systems and object stores are known to stumble over. */
    private static final List<String> ODD_PATHS = List.of(
            "d37ca1d4-5a35-4d1b-9f5e-6f0a9bd5f1a1/très cool.jpg",
            "11111111-2222-4333-8444-555555555555/a+b;c=d&e%20%2F#?☃😀.txt",
            "a5018f8c277bc4e61647c7b631df1c57f1cd4628/kQ7bZxYw1mPtR5sVu8nLcE2hJ4gFdA9oIi6eXa3T/14-خید.xlsx",
            "x/" + "n".repeat(600),
            "x/" + "ü".repeat(1000),
            "x/\"quoted\" 'name'",
            "x/\u2028\u200f\u0301",
            "CON",
            "x/a:b*c|d<e>",
            "x/.hidden",
            "x/trailing. ",
            "x/\ufffe\uffff");

    private static final int THREADS = 32;

    /** The repository under test, empty and open before each test. */
    protected FileRepository repository;

    /** Opens an empty store. */
    protected abstract FileRepository openEmpty() throws IOException;

    /** Returns how many keys are raced for: fewer where each takes its time. */
    protected int races() {
        return 200;
    }

    /** Returns the odd names. */
    public static List<String> oddPaths() {
        return ODD_PATHS;
    }

    @BeforeEach
    final void open() throws IOException {
        repository = openEmpty();
    }

    @AfterEach
    final void close() {
        repository.close();
    }

    @Test
    void publishedFileIsFoundAndRead() throws IOException {
        StoredFile published = store(slot("foo/bar.jpg", 5), "hello");
        assertThat(repository.find(new FileKey("foo/bar.jpg"))).contains(published);
        assertThat(published.slot()).isEqualTo(slot("foo/bar.jpg", 5));
        assertThat(read(published)).isEqualTo("hello");
    }

    @Test
    void takenNamesAreThoseOfFilesAndTombstones() throws IOException {
        FileKey key = new FileKey("foo/bar.jpg");
        assertThat(repository.taken(key)).isEmpty();
        StoredFile published = store(slot("foo/bar.jpg", 5), "hello");
        assertThat(repository.taken(key)).contains(published);
        repository.delete(key, Tombstone.Reason.DELETED);
        assertThat(repository.taken(key)).get().isInstanceOf(Tombstone.class);
        assertThat(repository.taken(new FileKey("foo/bar"))).isEmpty();
    }

    /** The end of a body may be written together with the description. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 65_536, 65_537, 100_000})
    void bodiesThatComeInPiecesAreStoredWhole(int size) throws IOException {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        try (PendingUpload upload = repository.begin(slot("a/pieces", size))) {
            for (int at = 0; at < size; at += 16_384) {
                upload.write(ByteBuffer.wrap(body, at, Math.min(16_384, size - at)));
            }
            StoredFile file = upload.publish();
            assertThat(readBytes(file)).isEqualTo(body);
        }
    }

    @Test
    void whatIsKnownWithoutWaitingIsWhatALookUpFinds() throws IOException {
        FileKey key = new FileKey("foo/bar.jpg");
        assertThat(repository.known(key)).isEmpty();
        StoredFile published = store(slot("foo/bar.jpg", 5), "hello");
        assertThat(repository.known(key)).isIn(Optional.empty(), Optional.of(published));
        assertThat(repository.find(key)).contains(published);
        assertThat(repository.known(key)).isIn(Optional.empty(), Optional.of(published));
    }

    @Test
    void unknownKeyFindsNothing() throws IOException {
        assertThat(repository.find(new FileKey("foo/bar.jpg"))).isEmpty();
    }

    @Test
    void secondPublicationOfAKeyFailsAndTheFirstOneStays() throws IOException {
        Slot slot = slot("foo/bar.jpg", 5);
        try (PendingUpload first = repository.begin(slot);
                PendingUpload second = repository.begin(slot)) {
            second.write(utf8("world"));
            first.write(utf8("hello"));
            StoredFile published = first.publish();
            assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(second::publish);
            assertThat(repository.find(slot.key())).contains(published);
            assertThat(read(published)).isEqualTo("hello");
        }
    }

    @Test
    void uploadBegunAfterThePublicationCannotReplaceIt() throws IOException {
        store(slot("foo/bar.jpg", 5), "hello");
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> store(new Slot(new FileKey("foo/bar.jpg"), 3, "image/png"), "new"));
        StoredFile found = find("foo/bar.jpg");
        assertThat(found.slot()).isEqualTo(slot("foo/bar.jpg", 5));
        assertThat(read(found)).isEqualTo("hello");
    }

    @Test
    void ofManyUploadsOfAKeyExactlyOneWinsAndItsBytesStay() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier barrier = new CyclicBarrier(THREADS);
            List<Future<List<Integer>>> racers = new ArrayList<>();
            for (int racer = 0; racer < THREADS; racer++) {
                int number = racer;
                racers.add(threads.submit(() -> race(number, barrier)));
            }
            assertOneWinnerPerKey(racers);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void nothingIsVisibleBeforePublication() throws IOException {
        try (PendingUpload upload = repository.begin(slot("foo/bar.jpg", 5))) {
            assertThat(repository.find(new FileKey("foo/bar.jpg"))).isEmpty();
            upload.write(utf8("hello"));
            assertThat(repository.find(new FileKey("foo/bar.jpg"))).isEmpty();
            upload.publish();
            assertThat(repository.find(new FileKey("foo/bar.jpg"))).isPresent();
        }
    }

    @Test
    void closedUploadLeavesNothingAndItsKeyIsFree() throws IOException {
        PendingUpload upload = repository.begin(slot("foo/bar.jpg", 5));
        upload.write(utf8("hello"));
        upload.close();
        upload.close();
        assertThat(repository.find(new FileKey("foo/bar.jpg"))).isEmpty();
        assertThat(read(store(slot("foo/bar.jpg", 3), "new"))).isEqualTo("new");
    }

    @Test
    void closedUploadCannotBePublished() throws IOException {
        PendingUpload upload = repository.begin(slot("foo/bar.jpg", 5));
        upload.write(utf8("hello"));
        upload.close();
        assertThatIOException().isThrownBy(upload::publish);
        assertThat(repository.find(new FileKey("foo/bar.jpg"))).isEmpty();
    }

    @Test
    void closingAPublishedUploadDoesNoHarm() throws IOException {
        PendingUpload upload = repository.begin(slot("foo/bar.jpg", 5));
        upload.write(utf8("hello"));
        upload.publish();
        upload.close();
        upload.close();
        assertThat(read(find("foo/bar.jpg"))).isEqualTo("hello");
    }

    @Test
    void uploadIsPublishedOnlyOnce() throws IOException {
        try (PendingUpload upload = repository.begin(slot("foo/bar.jpg", 5))) {
            upload.write(utf8("hello"));
            upload.publish();
            assertThatIOException().isThrownBy(upload::publish);
        }
        assertThat(read(find("foo/bar.jpg"))).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h", "hell"})
    void uploadWithTooFewBytesIsNotPublished(String part) throws IOException {
        try (PendingUpload upload = repository.begin(slot("foo/bar.jpg", 5))) {
            upload.write(utf8(part));
            assertThatIOException().isThrownBy(upload::publish);
        }
        assertThat(repository.find(new FileKey("foo/bar.jpg"))).isEmpty();
        assertThat(read(store(slot("foo/bar.jpg", 5), "hello"))).isEqualTo("hello");
    }

    @Test
    void bytesBeyondTheSizeAreRefused() throws IOException {
        try (PendingUpload upload = repository.begin(slot("foo/bar.jpg", 5))) {
            upload.write(utf8("hello"));
            assertThatIOException().isThrownBy(() -> upload.write(utf8("!")));
        }
        try (PendingUpload upload = repository.begin(slot("foo/bar.jpg", 5))) {
            assertThatIOException().isThrownBy(() -> upload.write(utf8("hello!")));
            assertThatIOException().isThrownBy(upload::publish);
        }
        assertThat(repository.find(new FileKey("foo/bar.jpg"))).isEmpty();
    }

    @Test
    void emptyFileIsAFile() throws IOException {
        StoredFile published = store(slot("foo/empty", 0), "");
        assertThat(find("foo/empty")).isEqualTo(published);
        assertThat(hashed(slot("foo/hashed", 0), "").sha256())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        try (Content content = repository.contentOf(published).open()) {
            assertThatExceptionOfType(EOFException.class).isThrownBy(() -> content.read(ByteBuffer.allocate(1), 0));
        }
    }

    @ParameterizedTest
    @MethodSource("oddPaths")
    void oddNamesAreStored(String path) throws IOException {
        StoredFile published = store(slot(path, 5), "hello");
        assertThat(find(path)).isEqualTo(published);
        assertThat(read(published)).isEqualTo("hello");
    }

    @Test
    void samePathOfAnotherTenantIsAnotherFile() throws IOException {
        for (String tenant : List.of("", "montague", "capulet")) {
            FileKey key = new FileKey(tenant, "a/b");
            try (PendingUpload upload = repository.begin(new Slot(key, tenant.length(), "a/b"))) {
                upload.write(ByteBuffer.wrap(tenant.getBytes(StandardCharsets.UTF_8)));
                upload.publish();
            }
        }
        for (String tenant : List.of("", "montague", "capulet")) {
            StoredFile file =
                    (StoredFile) repository.find(new FileKey(tenant, "a/b")).orElseThrow();
            assertThat(file.size()).isEqualTo(tenant.length());
            assertThat(file.key().tenant()).isEqualTo(tenant);
        }
        assertThat(repository.find(new FileKey("nobody", "a/b"))).isEmpty();
        assertThat(repository.find(new FileKey("montague/a/b"))).isEmpty();
    }

    @Test
    void fileMayHaveTheNameOfAnothersFolder() throws IOException {
        store(slot("a", 1), "1");
        store(slot("a/b", 1), "2");
        store(slot("a/b/c", 1), "3");
        store(slot("A", 1), "4");
        assertThat(read(find("a"))).isEqualTo("1");
        assertThat(read(find("a/b"))).isEqualTo("2");
        assertThat(read(find("a/b/c"))).isEqualTo("3");
        assertThat(read(find("A"))).isEqualTo("4");
    }

    /** Vectors of FIPS 180-2, appendix B. */
    @Test
    void sha256IsThatOfTheContent() throws IOException {
        assertThat(hashed(slot("a", 3), "abc").sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        StoredFile inPieces;
        try (PendingUpload upload = repository.begin(slot("b", 56))) {
            upload.hash();
            upload.write(utf8("abcdbcdecdefdefgefghfghi"));
            upload.write(utf8("ghijhijkijkljklmklmnlmnomnopnopq"));
            inPieces = upload.publish();
        }
        assertThat(inPieces.sha256()).isEqualTo("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
        assertThat(find("b")).isEqualTo(inPieces);
    }

    @Test
    void contentThatNeedsNoHashIsKnownByAnIdOfItsPublication() throws IOException {
        StoredFile first = store(slot("a", 3), "abc");
        StoredFile second = store(slot("b", 3), "abc");
        assertThat(first.sha256()).isEmpty();
        assertThat(first.tag()).matches("[0-9a-z]{32,}").isNotEqualTo(second.tag());
        assertThat(find("a").tag()).isEqualTo(first.tag());
        StoredFile hashed = hashed(slot("c", 3), "abc");
        assertThat(hashed.tag()).isEqualTo(hashed.sha256());
        assertThat(find("c").tag()).isEqualTo(hashed.sha256());
    }

    @Test
    void hashThatIsAskedForAtTheEndIsThatOfTheContentToo() throws IOException {
        String content = "0123456789".repeat(20_000);
        try (PendingUpload upload = repository.begin(slot("late", content.length()))) {
            upload.write(utf8(content));
            String sha256 = upload.sha256();
            assertThat(sha256)
                    .isEqualTo(hashed(slot("early", content.length()), content).sha256());
            assertThat(upload.publish().sha256()).isEqualTo(sha256);
        }
        assertThat(read(find("late"))).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/jpeg", "TEXT/Plain ;charset=\"UTF-8\\\"\"", "a/b; c=d;", "text/plain;\tx=y"})
    void typeIsKeptByteForByte(String type) throws IOException {
        store(new Slot(new FileKey("a"), 1, type), "x");
        assertThat(find("a").type()).isEqualTo(type);
    }

    @Test
    void onlyTheRemainingBytesOfABufferAreTaken() throws IOException {
        ByteBuffer bytes = utf8("[hello]").position(1).limit(6);
        try (PendingUpload upload = repository.begin(slot("a", 5))) {
            upload.write(bytes);
            assertThat(bytes.hasRemaining()).isFalse();
            upload.publish();
        }
        assertThat(read(find("a"))).isEqualTo("hello");
    }

    @Test
    void contentIsReadFromAnyPosition() throws IOException {
        StoredFile file = store(slot("a", 10), "0123456789");
        try (Content content = repository.contentOf(file).open()) {
            ByteBuffer target = ByteBuffer.allocate(8).position(2).limit(5);
            int length = content.read(target, 4);
            assertThat(length).isBetween(1, 3);
            assertThat(target.position()).isEqualTo(2 + length);
            assertThat(target.limit()).isEqualTo(5);
            assertThat(new String(target.array(), 2, length, StandardCharsets.UTF_8))
                    .isEqualTo("456".substring(0, length));
        }
    }

    @Test
    void contentEndsAtItsSizeAndNothingOfTheStoreFollows() throws IOException {
        StoredFile file = store(slot("a", 10), "0123456789");
        try (Content content = repository.contentOf(file).open()) {
            ByteBuffer large = ByteBuffer.allocate(4096);
            assertThat(content.read(large, 9)).isEqualTo(1);
            assertThat(large.position()).isEqualTo(1);
            assertThat(large.get(0)).isEqualTo((byte) '9');
            for (long position : new long[] {10, 11, 200, 1L << 40}) {
                assertThatExceptionOfType(EOFException.class)
                        .isThrownBy(() -> content.read(ByteBuffer.allocate(1), position));
            }
        }
    }

    @Test
    void largeContentComesBackWhole() throws IOException {
        byte[] bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        try (PendingUpload upload = repository.begin(slot("a", bytes.length))) {
            for (int from = 0; from < bytes.length; from += 70_001) {
                upload.write(ByteBuffer.wrap(bytes, from, Math.min(70_001, bytes.length - from)));
            }
            upload.publish();
        }
        assertThat(readBytes(find("a"))).isEqualTo(bytes);
    }

    @Test
    void openContentCanBeClosedTwice() throws IOException {
        StoredFile file = store(slot("a", 1), "x");
        Content content = repository.contentOf(file).open();
        content.close();
        content.close();
        assertThatIOException().isThrownBy(() -> content.read(ByteBuffer.allocate(1), 0));
    }

    /** A server reports a lost client on another thread than the one that writes. */
    @Test
    void uploadClosedByAnotherThreadWhileItIsWrittenIsNotPublished() throws Exception {
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 20; round++) {
                String path = "round/" + round;
                PendingUpload upload = repository.begin(slot(path, 1 << 28));
                CountDownLatch writing = new CountDownLatch(1);
                Future<Boolean> failed = writer.submit(() -> writeUntilItFails(upload, writing));
                assertThat(writing.await(10, TimeUnit.SECONDS)).isTrue();
                upload.close();
                assertThat(failed.get(20, TimeUnit.SECONDS)).isTrue();
                assertThatIOException().isThrownBy(upload::publish);
                assertThat(repository.find(new FileKey(path))).isEmpty();
            }
        } finally {
            writer.shutdownNow();
        }
    }

    @Test
    void closeAndPublicationAtTheSameTimeLeaveAWholeFileOrNone() throws Exception {
        ExecutorService closer = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 200; round++) {
                Slot slot = slot("round/" + round, 5);
                PendingUpload upload = repository.begin(slot);
                upload.write(utf8("hello"));
                Future<?> closed = closer.submit(upload::close);
                boolean published = publishesUnlessClosed(upload);
                closed.get(10, TimeUnit.SECONDS);
                assertThat(repository.find(slot.key()).isPresent()).isEqualTo(published);
                if (published) {
                    assertThat(read(find(slot.key().path()))).isEqualTo("hello");
                }
            }
        } finally {
            closer.shutdownNow();
        }
    }

    @Test
    void uploadsThatArePendingWhenTheRepositoryIsClosedAreNotPublished() throws IOException {
        PendingUpload upload = repository.begin(slot("a", 5));
        upload.write(utf8("hello"));
        repository.close();
        assertThatIOException().isThrownBy(upload::publish);
        upload.close();
    }

    /** Returns a slot of type image/jpeg. */
    protected static Slot slot(String path, long size) {
        return new Slot(new FileKey(path), size, "image/jpeg");
    }

    /** Returns the bytes of the text. */
    protected static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Stores a file whose SHA-256 is computed while it arrives. */
    private StoredFile hashed(Slot slot, String text) throws IOException {
        try (PendingUpload upload = repository.begin(slot)) {
            upload.hash();
            upload.write(utf8(text));
            return upload.publish();
        }
    }

    /** Uploads and publishes. */
    protected final StoredFile store(Slot slot, String text) throws IOException {
        try (PendingUpload upload = repository.begin(slot)) {
            upload.write(utf8(text));
            return upload.publish();
        }
    }

    /** Finds a file that must be there. */
    protected final StoredFile find(String path) throws IOException {
        return (StoredFile) repository.find(new FileKey(path)).orElseThrow();
    }

    /** Reads all of a file. */
    protected final String read(StoredFile file) throws IOException {
        return new String(readBytes(file), StandardCharsets.UTF_8);
    }

    private byte[] readBytes(StoredFile file) throws IOException {
        ByteBuffer target = ByteBuffer.allocate((int) file.size());
        try (Content content = repository.contentOf(file).open()) {
            while (target.hasRemaining()) {
                content.read(target, target.position());
            }
        }
        return target.array();
    }

    /** Returns the keys that this racer won. */
    private List<Integer> race(int racer, CyclicBarrier barrier) throws Exception {
        List<Integer> won = new ArrayList<>();
        for (int key = 0; key < races(); key++) {
            try (PendingUpload upload = repository.begin(slot("race/" + key, 8))) {
                upload.write(utf8(raceContent(racer)));
                barrier.await(30, TimeUnit.SECONDS);
                if (publishes(upload)) {
                    won.add(key);
                }
            }
        }
        return won;
    }

    private void assertOneWinnerPerKey(List<Future<List<Integer>>> racers) throws Exception {
        int[] winners = new int[races()];
        for (int racer = 0; racer < racers.size(); racer++) {
            for (int key : racers.get(racer).get(120, TimeUnit.SECONDS)) {
                winners[key]++;
                assertThat(read(find("race/" + key))).isEqualTo(raceContent(racer));
            }
        }
        assertThat(winners).containsOnly(1);
    }

    private static String raceContent(int racer) {
        return "racer " + (10 + racer);
    }

    private static boolean publishes(PendingUpload upload) throws IOException {
        try {
            upload.publish();
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static boolean publishesUnlessClosed(PendingUpload upload) {
        try {
            upload.publish();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean writeUntilItFails(PendingUpload upload, CountDownLatch writing) {
        ByteBuffer bytes = ByteBuffer.allocate(1000);
        try {
            for (int i = 0; i < 1_000_000; i++) {
                upload.write(bytes.clear());
                writing.countDown();
            }
            return false;
        } catch (IOException expected) {
            return true;
        }
    }
}
