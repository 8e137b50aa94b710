package org.stowage.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.storage.Ban;
import org.stowage.storage.Entry;
import org.stowage.storage.EntryVisitor;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRegion;
import org.stowage.storage.FileRepository;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoreMissingException;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.staging.Durability;

/** A store that goes away is never taken for an empty one, and is used again when it is back. */
@Timeout(120)
final class MissingStoreTest {

    private static final FileKey THERE = new FileKey("there");
    private static final FileKey DOWN = new FileKey("taken-down");
    private static final FileKey NEVER = new FileKey("never-uploaded");
    private static final Ban BAN = new Ban(Ban.Kind.OWNER, "romeo", Instant.EPOCH, "spam");

    @TempDir
    private Path folder;

    private final List<String> ids = new CopyOnWriteArrayList<>();

    private FileRepository repository;

    /** What may be at the place of a store. */
    private enum Away {
        /** The folder was renamed, or its path is mistyped. */
        NO_FOLDER {
            @Override
            void leave(Path base) {
                // nothing
            }
        },
        /** The disk is not mounted. */
        EMPTY_FOLDER {
            @Override
            void leave(Path base) throws IOException {
                Files.createDirectory(base);
            }
        },
        /** The disk is not mounted, and an older version has begun a store in its place once. */
        OLD_EMPTY_STORE {
            @Override
            void leave(Path base) throws IOException {
                LocalRepository.open(base, Durability.NONE, Clock.systemUTC()).close();
                Files.delete(base.resolve("store.properties"));
            }
        },
        /** Another disk is mounted. */
        OTHER_STORE {
            @Override
            void leave(Path base) throws IOException {
                LocalRepository.open(base, Durability.NONE, Clock.systemUTC()).close();
            }
        };

        abstract void leave(Path base) throws IOException;
    }

    @BeforeEach
    void begin() throws IOException {
        repository = open(base());
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void firstStartNeedsNoCeremony() throws IOException {
        assertThat(repository.find(NEVER)).isEmpty();
        assertThat(base().resolve("store.properties"))
                .content()
                .containsPattern("(?m)^format=1$")
                .containsPattern("(?m)^id=[0-9a-f-]{36}$");
    }

    @Test
    void emptyFolderBecomesAStore() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        repository.close();
        Files.delete(memory());
        repository = open(empty);
        assertThat(repository.find(NEVER)).isEmpty();
        assertThat(empty.resolve("store.properties")).exists();
    }

    @Test
    void storeOfAnOlderVersionBecomesOneWithAMarker() throws IOException {
        StoredFile file = withHistory();
        repository.close();
        Files.delete(base().resolve("store.properties"));
        Files.delete(memory());
        open();
        assertThat(repository.find(THERE)).contains(file);
        assertThat(base().resolve("store.properties")).exists();
    }

    @ParameterizedTest
    @EnumSource
    void storeThatIsAwayAtTheStartIsWaitedFor(Away away) throws Exception {
        StoredFile file = withHistory();
        repository.close();
        goAway(away);
        List<Path> before = all(base());
        open();
        calls(file)
                .forEach((call, code) -> assertThatExceptionOfType(StoreMissingException.class)
                        .as(call)
                        .isThrownBy(code)
                        .withMessageContaining(base().toString()));
        assertThat(repository.known(THERE)).isEmpty();
        assertThat(repository.capacity().usableSpace()).isEmpty();
        assertThat(all(base())).isEqualTo(before);
        comeBack();
        assertHistory(file);
    }

    @ParameterizedTest
    @EnumSource
    void storeThatGoesAwayLaterIsMissedByEveryCallAndBackForTheNext(Away away) throws Exception {
        StoredFile file = withHistory();
        for (Map.Entry<String, ThrowingCallable> call : calls(file).entrySet()) {
            if (call.getKey().equals("has")) {
                continue; // Who asks for a ban has looked for the file before.
            }
            goAway(away);
            assertThatExceptionOfType(StoreMissingException.class)
                    .as(call.getKey())
                    .isThrownBy(call.getValue());
            assertThat(repository.capacity().usableSpace()).isEmpty();
            comeBack();
            assertHistory(file);
        }
    }

    @ParameterizedTest
    @EnumSource
    void spaceOfAnotherDiskIsNotTheStores(Away away) throws Exception {
        withHistory();
        assertThat(repository.capacity().usableSpace()).isPresent();
        goAway(away);
        assertThat(repository.capacity().usableSpace()).isEmpty();
        comeBack();
        assertThat(repository.capacity().usableSpace()).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void uploadThatIsPendingMeanwhileIsNotPublishedAndLeavesNothing(Away away) throws Exception {
        StoredFile file = withHistory();
        PendingUpload pending = repository.begin(new Slot(NEVER, 5, "a/b"));
        pending.write(utf8("hello"));
        goAway(away);
        assertThatExceptionOfType(StoreMissingException.class).isThrownBy(pending::publish);
        assertThatExceptionOfType(StoreMissingException.class).isThrownBy(() -> repository.find(NEVER));
        comeBack();
        pending.close();
        assertHistory(file);
        assertThat(repository.find(NEVER)).isEmpty();
        assertThat(children(base().resolve("partial"))).hasSize(1);
        store(NEVER);
    }

    @Test
    void storeThatIsAwayHoldsNoFileOpen() throws Exception {
        withHistory();
        goAway(Away.EMPTY_FOLDER);
        assertThatExceptionOfType(StoreMissingException.class).isThrownBy(() -> repository.find(NEVER));
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            assertThat(open.map(MissingStoreTest::target))
                    .noneMatch(path -> path.startsWith(elsewhere().toString()));
        }
        comeBack();
        repository.capacity().probe();
    }

    @Test
    void messageSaysWhatToDo() throws Exception {
        withHistory();
        repository.close();
        goAway(Away.EMPTY_FOLDER);
        open();
        assertThatExceptionOfType(StoreMissingException.class)
                .isThrownBy(() -> repository.capacity().probe())
                .withMessageMatching("the base path " + base() + " holds no store; this deployment had the store"
                        + " [0-9a-f-]{36} in " + base())
                .satisfies(missing -> assertThat(missing.remedy())
                        .contains("mount it", "stowage.base-path", "delete " + memory() + " and redeploy"));
        Files.delete(memory());
        repository.close();
        open();
        assertThat(repository.find(THERE)).isEmpty();
    }

    @Test
    void copiedMarkerIsTheSame() throws Exception {
        StoredFile file = withHistory();
        Path marker = base().resolve("store.properties");
        byte[] bytes = Files.readAllBytes(marker);
        Files.delete(marker);
        Files.write(marker, bytes);
        try (PendingUpload pending = repository.begin(new Slot(NEVER, 5, "a/b"))) {
            pending.write(utf8("hello"));
            assertThat(repository.find(NEVER)).isEmpty();
            assertThat(repository.find(pending.publish().key())).isPresent();
        }
        assertThat(repository.find(THERE)).contains(file);
    }

    @Test
    void anotherBasePathIsTakenIfAnyStoreIsThere() throws Exception {
        StoredFile file = withHistory();
        repository.close();
        Path moved = Files.move(base(), folder.resolve("moved"));
        repository = open(moved);
        assertHistory(file);
        repository.close();
        Path other = folder.resolve("other");
        LocalRepository.open(other, Durability.NONE, Clock.systemUTC()).close();
        repository = open(other);
        assertThat(repository.find(THERE)).isEmpty();
        repository.close();
        repository = open(folder.resolve("mistyped"));
        assertThatExceptionOfType(StoreMissingException.class).isThrownBy(() -> repository.find(THERE));
        assertThat(folder.resolve("mistyped")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "format=2\nid=11111111-2222-4333-8444-555555555555\n|has format 2; this version of Stowage knows only 1",
                "|is damaged",
                "format=1\n|is damaged",
                "format=one\nid=11111111-2222-4333-8444-555555555555\n|is damaged",
                "id=11111111-2222-4333-8444-555555555555\n|is damaged",
                "format=1\nid=\\u00|is damaged"
            })
    void storeThatThisVersionCannotReadIsNotOpened(String markerAndMessage) throws Exception {
        withHistory();
        repository.close();
        String[] parts = markerAndMessage.split("\\|", 2);
        Files.writeString(base().resolve("store.properties"), parts[0]);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(this::open)
                .withMessageContaining(base().resolve("store.properties").toString())
                .withMessageContaining(parts[1]);
    }

    @Test
    void deploymentThatCannotRememberServesAllTheSame() throws Exception {
        Path nobodyCanWrite = Path.of("/proc/stowage-stores/upload");
        repository.close();
        repository = ReopeningRepository.open(base(), Durability.NONE, Clock.systemUTC(), nobodyCanWrite);
        StoredFile file = store(THERE);
        goAway(Away.EMPTY_FOLDER);
        assertThatExceptionOfType(StoreMissingException.class).isThrownBy(() -> repository.find(THERE));
        comeBack();
        assertThat(repository.find(THERE)).contains(file);
    }

    @Test
    void ofManyWhoBeginAStoreAtOnceOneGivesItItsName() throws Exception {
        List<Thread> threads =
                Stream.generate(() -> new Thread(this::openAndClose)).limit(8).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(ids).hasSize(8).containsOnly(ids.get(0)).allMatch(id -> id.matches("[0-9a-f-]{36}"));
    }

    private void openAndClose() {
        try (LocalRepository one = LocalRepository.open(folder.resolve("shared"), Durability.NONE, Clock.systemUTC())) {
            ids.add(one.id());
        } catch (IOException e) {
            ids.add(e.toString());
        }
    }

    /** Like {@code find -empty -delete}, and like scripts that also remove old files. */
    @Test
    void foldersThatWereTidiedAwayAreMadeAgain() throws Exception {
        StoredFile file = withHistory();
        for (int round = 0; round < 2; round++) {
            for (Map.Entry<String, ThrowingCallable> call : calls(file).entrySet()) {
                tidy(round == 1);
                assertThat(catchThrowable(call.getValue())).as(call.getKey()).isNull();
            }
        }
        assertHistory(file);
    }

    @Test
    void uploadIsPublishedIntoAShardThatWasTidiedAway() throws Exception {
        for (String tidied : List.of("files", "bans")) {
            FileKey key = new FileKey(tidied);
            try (PendingUpload pending = repository.begin(new Slot(key, 5, "a/b"))) {
                pending.write(utf8("hello"));
                tidy(false);
                assertThat(base().resolve(tidied)).doesNotExist();
                pending.publish();
            }
            assertThat(repository.delete(key, Reason.DELETED)).isPresent();
            repository.purge((Tombstone) repository.find(key).orElseThrow());
        }
    }

    private StoredFile withHistory() throws IOException {
        StoredFile file = store(THERE);
        store(DOWN);
        repository.delete(DOWN, Reason.TAKEN_DOWN);
        repository.bans().add(BAN);
        return file;
    }

    private void assertHistory(StoredFile file) throws IOException {
        assertThat(repository.find(THERE)).contains(file);
        assertThat(repository.find(DOWN).orElseThrow()).isInstanceOf(Tombstone.class);
        assertThat(repository.find(NEVER)).isEmpty();
        assertThat(repository.bans().has(Ban.Kind.OWNER, "romeo")).isTrue();
    }

    /** All calls that could answer "there is nothing"; none changes a store that is there. */
    private Map<String, ThrowingCallable> calls(StoredFile file) {
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        Tombstone purged = Tombstone.of(Fingerprint.of(NEVER), null, Instant.EPOCH, Reason.DELETED);
        StoredFile gone = new StoredFile(new Slot(NEVER, 5, "a/b"), file.sha256(), file.stored());
        calls.put("find", () -> repository.find(THERE));
        calls.put("find nothing", () -> repository.find(NEVER));
        calls.put("find by fingerprint", () -> repository.find(Fingerprint.of(NEVER)));
        calls.put("begin", () -> repository.begin(new Slot(NEVER, 5, "a/b")).close());
        calls.put("open", () -> repository.contentOf(file).open().close());
        calls.put(
                "open the file",
                () -> ((FileRegion) repository.contentOf(file)).openChannel().close());
        calls.put("delete", () -> repository.delete(NEVER, Reason.DELETED));
        calls.put("bury a file", () -> repository.delete(gone, Reason.DELETED));
        calls.put("bury files", () -> repository.deleteAll(List.of(gone), Reason.DELETED));
        calls.put("purge", () -> repository.purge(purged));
        calls.put("probe", () -> repository.capacity().probe());
        calls.put("walk", () -> repository.listing().walk(0, new Nobody()));
        calls.put("has", () -> repository.bans().has(Ban.Kind.CONTENT, "00"));
        calls.put("add", () -> repository.bans().add(BAN));
        calls.put("remove", () -> repository.bans().remove(Ban.Kind.PATH, "none"));
        calls.put("all", () -> repository.bans().all(Ban.Kind.PATH));
        return calls;
    }

    private StoredFile store(FileKey key) throws IOException {
        try (PendingUpload upload = repository.begin(new Slot(key, 5, "a/b"))) {
            upload.write(utf8("hello"));
            return upload.publish();
        }
    }

    private void goAway(Away away) throws IOException {
        Files.move(base(), elsewhere());
        away.leave(base());
    }

    private void comeBack() throws IOException {
        delete(base());
        Files.move(elsewhere(), base());
    }

    private void tidy(boolean partialsToo) throws IOException {
        if (partialsToo) {
            delete(base().resolve("partial"));
        }
        for (Path path : all(base()).stream().sorted(Comparator.reverseOrder()).toList()) {
            if (Files.isDirectory(path) && children(path).isEmpty()) {
                Files.delete(path);
            }
        }
    }

    private void open() throws IOException {
        repository.close();
        repository = open(base());
    }

    private FileRepository open(Path base) throws IOException {
        return ReopeningRepository.open(base, Durability.NONE, Clock.systemUTC(), memory());
    }

    private Path base() {
        return folder.resolve("store");
    }

    private Path elsewhere() {
        return folder.resolve("elsewhere");
    }

    private Path memory() {
        return folder.resolve("memory/upload");
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void delete(Path folder) throws IOException {
        for (Path path : all(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
        }
    }

    private static List<Path> all(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted().toList();
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static final class Nobody implements EntryVisitor {

        @Override
        public void visit(Entry entry) {
            assertThat(entry).isNotNull();
        }

        @Override
        public void unreadable(IOException cause) {
            throw new IllegalStateException(cause);
        }
    }
}
