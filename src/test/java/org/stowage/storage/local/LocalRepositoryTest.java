package org.stowage.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.program.Seed;
import org.stowage.storage.Content;
import org.stowage.storage.Entry;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRegionContract;
import org.stowage.storage.FileRepository;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.StoredFile;
import org.stowage.storage.staging.Durability;

/** The contract on a local file system, and what this backend promises beyond it. */
final class LocalRepositoryTest extends FileRegionContract {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    /** {@code printf foo/bar.jpg | sha256sum}. */
    private static final String NAME = "e9b72ac22bb20de5ffd07f9179eb6ff0f5723dc656e19a1cf4fd1f8cd8ed3d70";

    private static final String JSON = "{\"crc32c\":\"9a71bb4c\",\"path\":\"foo/bar.jpg\","
            + "\"sha256\":\"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\","
            + "\"size\":5,\"stored\":\"2026-01-02T03:04:05.678Z\",\"type\":\"image/jpeg\"}";

    private static final int KILLS = 10;

    @TempDir
    private Path folder;

    @Override
    protected FileRepository openEmpty() throws IOException {
        return openAgain();
    }

    @Test
    void contentComesFirstAndItsDescriptionFollows() throws IOException {
        try (PendingUpload upload = repository.begin(slot("foo/bar.jpg", 5))) {
            upload.hash();
            upload.write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)));
            upload.publish();
        }
        ByteBuffer expected = ByteBuffer.allocate(5 + JSON.length() + 12)
                .put("hello".getBytes(StandardCharsets.UTF_8))
                .put(JSON.getBytes(StandardCharsets.UTF_8))
                .putInt(JSON.length())
                .put("stowage1".getBytes(StandardCharsets.UTF_8));
        assertThat(Files.readAllBytes(stored()))
                .asString()
                .isEqualTo(new String(expected.array(), StandardCharsets.UTF_8));
        assertThat(Files.readAllBytes(stored())).isEqualTo(expected.array());
    }

    @Test
    void storeHasFilesIn256ShardsAndPartials() throws IOException {
        store(slot("foo/bar.jpg", 5), "hello");
        assertThat(namesIn(base())).containsExactly("bans", "files", "partial", "store.properties");
        assertThat(namesIn(base().resolve("files"))).hasSize(256).allMatch(name -> name.matches("[0-9a-f]{2}"));
        assertThat(filesIn(base().resolve("files"))).containsExactly(stored());
    }

    @Test
    void publishedFileHasOneNameAndNoPartial() throws IOException {
        store(slot("foo/bar.jpg", 5), "hello");
        assertThat(Files.getAttribute(stored(), "unix:nlink")).isEqualTo(1);
        assertThat(filesIn(base().resolve("partial")))
                .extracting(LocalRepositoryTest::nameOf)
                .containsExactly("lock", "reserve");
    }

    @Test
    void uploadThatLostTheRaceLeavesNoPartial() throws IOException {
        store(slot("foo/bar.jpg", 5), "hello");
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> store(slot("foo/bar.jpg", 5), "world"));
        assertThat(filesIn(base().resolve("partial")))
                .extracting(LocalRepositoryTest::nameOf)
                .containsExactly("lock", "reserve");
    }

    @Test
    void everythingBelongsToTheServersUserAlone() throws IOException {
        store(slot("foo/bar.jpg", 5), "hello");
        try (PendingUpload pending = repository.begin(slot("a", 1));
                Stream<Path> all = Files.walk(base())) {
            assertThat(pending).isNotNull();
            assertThat(all)
                    .hasSizeGreaterThan(256)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void filesAreThereAfterReopening() throws IOException {
        StoredFile published = store(slot("foo/bar.jpg", 5), "hello");
        reopen();
        assertThat(repository.find(published.key())).contains(published);
        assertThat(published.stored()).isEqualTo(NOW);
        assertThat(read(published)).isEqualTo("hello");
    }

    @Test
    void descriptionWithUnknownMembersInAnyOrderIsRead() throws IOException {
        writeStored(
                "hello",
                "{\"size\":5,\"stored\":\"2026-01-02T03:04:05.678Z\",\"later\":{\"x\":[1]},\"type\":\"a/b\","
                        + "\"sha256\":\"00\", \"path\":\"foo\\/b\\u0061r.jpg\"}");
        StoredFile found = find("foo/bar.jpg");
        assertThat(found.type()).isEqualTo("a/b");
        assertThat(found.stored()).isEqualTo(NOW);
        assertThat(read(found)).isEqualTo("hello");
    }

    @Test
    void fileCutAnywhereIsReportedByName() throws IOException {
        store(slot("foo/bar.jpg", 5), "hello");
        byte[] whole = Files.readAllBytes(stored());
        for (int length = 0; length < whole.length; length++) {
            Files.write(stored(), Arrays.copyOf(whole, length));
            assertIsReportedAsDamaged();
        }
    }

    @Test
    void fileWithMoreOrLessContentThanDescribedIsReportedByName() throws IOException {
        for (String content : List.of("", "hell", "hello!", "x".repeat(5000))) {
            writeStored(content, JSON);
            assertIsReportedAsDamaged();
        }
        store(slot("a", 1), "x");
    }

    @Test
    void bytesBehindTheDescriptionAreReportedByName() throws IOException {
        store(slot("foo/bar.jpg", 5), "hello");
        Files.write(
                stored(),
                (new String(Files.readAllBytes(stored()), StandardCharsets.ISO_8859_1) + "\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertIsReportedAsDamaged();
    }

    @Test
    void descriptionThatLacksSomethingIsReportedByName() throws IOException {
        for (String member : List.of("path", "sha256", "size", "stored", "type")) {
            writeStored("hello", JSON.replace('"' + member + '"', "\"other\""));
            assertIsReportedAsDamaged();
            writeStored("hello", JSON.replaceFirst("\"" + member + "\":(\"[^\"]*\"|5)", "\"" + member + "\":null"));
            assertIsReportedAsDamaged();
        }
    }

    @Test
    void nonsenseForADescriptionIsReportedByName() throws IOException {
        for (String text : List.of("{}", "[]", "null", "  ", "{", "x".repeat(70_000), JSON.replace(":5", ":-5"))) {
            writeStored("hello", text);
            assertIsReportedAsDamaged();
        }
    }

    /**
     * Only damage of type, checksum and time may go undetected, because it does not show in the bytes of the content.
     */
    @Test
    void flippedBitOfTheDescriptionNeverGivesOtherContent() throws IOException {
        store(slot("foo/bar.jpg", 5), "hello");
        byte[] whole = Files.readAllBytes(stored());
        int detected = 0;
        for (int bit = 5 * 8; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(stored(), flipped);
            detected += isDetectedOrHarmless() ? 1 : 0;
        }
        assertThat(detected).isGreaterThan(whole.length * 8 / 4);
    }

    @Test
    void fileUnderAnothersNameIsReportedByName() throws IOException {
        store(slot("other", 5), "hello");
        Path other = filesIn(base().resolve("files")).get(0);
        Files.move(other, stored());
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> find("foo/bar.jpg"))
                .withMessageContaining(stored().toString());
    }

    @Test
    void fileThatWasDeletedMeanwhileCannotBeOpened() throws IOException {
        StoredFile file = store(slot("foo/bar.jpg", 5), "hello");
        Files.delete(stored());
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> repository.contentOf(file).open());
        assertThat(repository.find(file.key())).isEmpty();
    }

    @Test
    void descriptionIsKnownOnceItWasWritten() throws IOException {
        StoredFile file = store(slot("foo/bar.jpg", 5), "hello");
        assertThat(repository.known(file.key())).contains(file);
    }

    @Test
    void descriptionIsKnownOnceItWasRead() throws IOException {
        StoredFile file = store(slot("foo/bar.jpg", 5), "hello");
        reopen();
        assertThat(repository.known(file.key())).isEmpty();
        assertThat(repository.find(file.key())).contains(file);
        assertThat(repository.known(file.key())).contains(file);
        assertThat(fileOf(repository, file)).isEqualTo(stored());
    }

    /** Another process may delete the file without notice. */
    @Test
    void knownFileThatIsDeletedIsGoneAtOnce() throws IOException {
        StoredFile file = store(slot("foo/bar.jpg", 5), "hello");
        assertThat(repository.find(file.key())).contains(file);
        Files.delete(stored());
        assertThat(repository.known(file.key())).isEmpty();
        assertThat(repository.find(file.key())).isEmpty();
    }

    @Test
    void knownFileThatIsReplacedIsDescribedAnew() throws IOException {
        StoredFile first = store(slot("foo/bar.jpg", 5), "hello");
        assertThat(repository.find(first.key())).contains(first);
        Files.move(stored(), folder.resolve("elsewhere"));
        StoredFile second = store(slot("foo/bar.jpg", 5), "world");
        assertThat(repository.find(first.key())).contains(second);
        assertThat(repository.known(first.key())).contains(second);
    }

    @Test
    void knownFileThatGetsShorterIsReportedAsDamaged() throws IOException {
        StoredFile file = store(slot("foo/bar.jpg", 5), "hello");
        assertThat(repository.find(file.key())).contains(file);
        Files.write(stored(), new byte[3]);
        assertThat(repository.known(file.key())).isEmpty();
        assertIsReportedAsDamaged();
    }

    @Test
    void openContentOutlivesItsDeletion() throws IOException {
        StoredFile file = store(slot("foo/bar.jpg", 5), "hello");
        try (Content content = repository.contentOf(file).open()) {
            Files.delete(stored());
            assertThat(content.read(ByteBuffer.allocate(5), 0)).isEqualTo(5);
        }
    }

    @Test
    void symbolicLinkAtAFilesNameIsNeitherReadNorReplaced() throws IOException {
        StoredFile file = store(slot("foo/bar.jpg", 5), "hello");
        Path elsewhere = Files.move(stored(), folder.resolve("elsewhere"));
        Files.createSymbolicLink(stored(), elsewhere);
        assertThat(repository.find(file.key())).isEmpty();
        assertThatIOException().isThrownBy(() -> repository.contentOf(file).open());
        byte[] before = Files.readAllBytes(elsewhere);
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> store(slot("foo/bar.jpg", 5), "world"));
        assertThat(Files.isSymbolicLink(stored())).isTrue();
        assertThat(Files.readAllBytes(elsewhere)).isEqualTo(before);
    }

    @Test
    void danglingSymbolicLinkIsNotWrittenThrough() throws IOException {
        Files.createSymbolicLink(stored(), folder.resolve("elsewhere"));
        assertThat(repository.find(new FileKey("foo/bar.jpg"))).isEmpty();
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> store(slot("foo/bar.jpg", 5), "world"));
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void symbolicLinkInPlaceOfAFolderStopsTheOpening() throws IOException {
        repository.close();
        for (String name : List.of("files/00", "files", "partial")) {
            Path elsewhere = folder.resolve("elsewhere-" + name.replace('/', '-'));
            Files.move(base().resolve(name), elsewhere);
            Files.createSymbolicLink(base().resolve(name), elsewhere);
            assertThatExceptionOfType(FileSystemException.class)
                    .isThrownBy(this::openAgain)
                    .withMessageContaining(base().resolve(name).toString())
                    .withMessageContaining("is not a directory");
            Files.delete(base().resolve(name));
            Files.move(elsewhere, base().resolve(name));
        }
        openAgain().close();
    }

    @Test
    void basePathItselfMayBeASymbolicLink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), base());
        StoredFile file = store(slot("foo/bar.jpg", 5), "hello");
        try (FileRepository other = LocalRepository.open(link, Durability.FSYNC, Clock.systemUTC())) {
            assertThat(other.find(file.key())).contains(file);
        }
    }

    @Test
    void basePathThatIsAFileIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> LocalRepository.open(file, Durability.FSYNC, Clock.systemUTC()))
                .withMessage(file + ": is not a directory");
    }

    @Test
    void basePathBelowAFileIsNamed() throws IOException {
        Path below = Files.createFile(folder.resolve("file")).resolve("store");
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> LocalRepository.open(below, Durability.FSYNC, Clock.systemUTC()))
                .withMessageStartingWith(below.toString());
    }

    @Test
    void basePathThatCannotBeWrittenIsNamed() throws IOException {
        assumeFalse(System.getProperty("user.name").equals("root"), "root may write everywhere");
        Path locked = Files.createDirectory(
                folder.resolve("locked"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-x------")));
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> LocalRepository.open(locked, Durability.FSYNC, Clock.systemUTC()))
                .withMessageContaining(locked.toString());
    }

    @Test
    void missingParentsOfTheBasePathAreCreated() throws IOException {
        Path deep = folder.resolve("a/b/c");
        LocalRepository.open(deep, Durability.NONE, Clock.systemUTC()).close();
        assertThat(namesIn(deep)).containsExactly("bans", "files", "partial", "store.properties");
    }

    @Test
    void closedRepositoryLeavesNoPartialFolder() throws IOException {
        PendingUpload pending = repository.begin(slot("a", 1));
        repository.close();
        assertThat(namesIn(base().resolve("partial"))).isEmpty();
        pending.close();
    }

    @Test
    void twoRepositoriesOfOneJvmShareABasePath() throws IOException {
        try (PendingUpload pending = repository.begin(slot("foo/bar.jpg", 5))) {
            pending.write(utf8("hello"));
            try (FileRepository other = openAgain();
                    PendingUpload others = other.begin(slot("foo/bar.jpg", 5))) {
                others.write(utf8("world"));
                StoredFile published = pending.publish();
                assertThat(other.find(published.key())).contains(published);
                assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(others::publish);
            }
        }
        store(slot("afterwards", 1), "x");
    }

    @Test
    void partialFilesOfALivingProcessAreLeftAndThoseOfADeadOneSwept() throws Exception {
        try (StoreProcess process = StoreProcess.start("hold", base())) {
            assertThat(process.line()).isEqualTo("holding");
            reopen();
            assertThat(namesIn(base().resolve("partial"))).hasSize(2);
            assertThat(filesIn(base().resolve("partial"))).hasSize(5);
            process.kill();
        }
        reopen();
        assertThat(filesIn(base().resolve("partial"))).hasSize(2);
        assertThat(repository.find(new FileKey("held"))).isEmpty();
        store(slot("held", 1), "x");
    }

    @Test
    void livingProcessPublishesAfterAnotherHasSwept() throws Exception {
        try (StoreProcess process = StoreProcess.start("hold", base())) {
            assertThat(process.line()).isEqualTo("holding");
            reopen();
            reopen();
            process.goOn();
            assertThat(process.line()).isEqualTo("published");
            assertThat(read(find("held"))).isEqualTo("hello");
        }
    }

    @Test
    void folderOfPartialFilesWithoutALockIsSwept() throws IOException {
        Path dead = Files.createDirectory(base().resolve("partial/1-1-dead"));
        Files.writeString(dead.resolve("1"), "left over");
        Files.createDirectory(base().resolve("partial/1-1-empty"));
        reopen();
        assertThat(namesIn(base().resolve("partial"))).hasSize(1).doesNotContain("1-1-dead", "1-1-empty");
    }

    /** Stands for leftovers of another user: even root cannot remove a folder with files as if it were a file. */
    @Test
    void folderOfPartialFilesThatCannotBeSweptStopsNoStart() throws IOException {
        Path left = base().resolve("partial/1-1-left");
        Files.createDirectories(left.resolve("inner/most"));
        Path dead = Files.createDirectory(base().resolve("partial/1-1-zdead"));
        reopen();
        assertThat(left.resolve("inner/most")).exists();
        assertThat(dead).doesNotExist();
        store(slot("foo/bar.jpg", 5), "hello");
    }

    @Test
    void sweepingDoesNotFollowSymbolicLinks() throws IOException {
        Path precious = Files.createDirectory(folder.resolve("precious"));
        Files.writeString(precious.resolve("1"), "precious");
        Files.createFile(precious.resolve("lock"));
        Files.createSymbolicLink(base().resolve("partial/1-1-link"), precious);
        Path dead = Files.createDirectory(base().resolve("partial/1-1-dead"));
        Files.createFile(dead.resolve("lock"));
        Files.createSymbolicLink(dead.resolve("1"), precious.resolve("1"));
        reopen();
        assertThat(dead).doesNotExist();
        assertThat(namesIn(precious)).containsExactly("1", "lock");
        assertThat(precious.resolve("1")).hasContent("precious");
    }

    @Test
    void oddNamesAreStoredWhereTheLocaleIsC() throws Exception {
        try (StoreProcess process = StoreProcess.start("names", base(), "-Dsun.jnu.encoding=ANSI_X3.4-1968")) {
            assertThat(process.line()).isEqualTo("ANSI_X3.4-1968");
        }
        for (String path : oddPaths()) {
            assertThat(find(path).key().path()).isEqualTo(path);
        }
    }

    @Test
    void killedProcessLosesNothingThatItAcknowledged() throws Exception {
        Random random = Seed.random(LocalRepositoryTest.class);
        int acknowledged = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged += killAfter(1 + random.nextInt(30));
        }
        assertThat(filesIn(base().resolve("files"))).hasSizeBetween(acknowledged, acknowledged + KILLS);
    }

    /** Returns how many uploads were acknowledged. */
    private int killAfter(int lines) throws Exception {
        List<String> acknowledged;
        try (StoreProcess process = StoreProcess.start("loop", base())) {
            Stream<String> first = Stream.generate(process::line).limit(lines).toList().stream();
            Thread.sleep(lines % 4);
            process.kill();
            acknowledged = Stream.concat(first, process.lines().stream())
                    .filter(line -> line.matches("\\d+/\\d+ [0-9a-f]{64}"))
                    .toList();
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(lines);
        reopen();
        assertThat(filesIn(base().resolve("partial"))).hasSize(2);
        for (String line : acknowledged) {
            String[] keyAndHash = line.split(" ", 2);
            assertIsWhole(find(keyAndHash[0]), keyAndHash[1]);
        }
        assertIsWholeOrAbsent(acknowledged);
        return acknowledged.size();
    }

    /** The upload that was under way. */
    private void assertIsWholeOrAbsent(List<String> acknowledged) throws Exception {
        String folderOfProcess = acknowledged.get(0).split("/", 2)[0];
        Optional<Entry> last = repository.find(new FileKey(folderOfProcess + "/" + acknowledged.size()));
        if (last.isPresent()) {
            StoredFile file = (StoredFile) last.get();
            assertIsWhole(file, file.sha256());
        }
    }

    private void assertIsWhole(StoredFile file, String sha256) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
        try (Content content = repository.contentOf(file).open()) {
            while (bytes.hasRemaining()) {
                content.read(bytes, bytes.position());
            }
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        assertThat(HexFormat.of().formatHex(digest.digest(bytes.array()))).isEqualTo(sha256);
        assertThat(file.sha256()).isEqualTo(sha256);
    }

    private void assertIsReportedAsDamaged() {
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> repository.find(new FileKey("foo/bar.jpg")))
                .withMessage(stored() + ": is damaged: it does not end with its description");
    }

    /** Returns whether the damage was reported; fails if it was not reported but shows in the served bytes. */
    private boolean isDetectedOrHarmless() throws IOException {
        StoredFile found;
        try {
            found = find("foo/bar.jpg");
        } catch (FileSystemException e) {
            assertThat(e.getFile()).isEqualTo(stored().toString());
            return true;
        }
        assertThat(found.key().path()).isEqualTo("foo/bar.jpg");
        assertThat(read(found)).isEqualTo("hello");
        assertThat(found).hasNoNullFieldsOrProperties();
        assertThat(found.slot()).hasNoNullFieldsOrPropertiesExcept("owner", "expires", "tokenEnds");
        return false;
    }

    private void writeStored(String content, String json) throws IOException {
        byte[] bytes = (content + json).getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(bytes.length + 12)
                .put(bytes)
                .putInt(json.getBytes(StandardCharsets.UTF_8).length)
                .put("stowage1".getBytes(StandardCharsets.UTF_8));
        Files.write(stored(), all.array());
    }

    private Path base() {
        return folder.resolve("store");
    }

    private Path stored() {
        return base().resolve("files").resolve(NAME.substring(0, 2)).resolve(NAME);
    }

    private FileRepository openAgain() throws IOException {
        return LocalRepository.open(base(), Durability.FSYNC, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void reopen() throws IOException {
        repository.close();
        repository = openAgain();
    }

    private static List<String> namesIn(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.map(LocalRepositoryTest::nameOf).sorted().toList();
        }
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(path -> !Files.isDirectory(path)).sorted().toList();
        }
    }
}
