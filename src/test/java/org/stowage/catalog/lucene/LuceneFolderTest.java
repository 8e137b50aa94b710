package org.stowage.catalog.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.NIOFSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.catalog.Catalog;
import org.stowage.catalog.CatalogChange;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.CatalogWriter;
import org.stowage.catalog.DamagedCatalogException;
import org.stowage.catalog.FileQuery;
import org.stowage.catalog.FileQuery.Order;
import org.stowage.catalog.SampleEntry;

/** The folder of a catalog: who may write it, other files in it, and the files of a process that has ended. */
@Timeout(300)
final class LuceneFolderTest {

    @TempDir
    private Path parent;

    @Test
    void folderIsForItsOwnerOnly() throws IOException {
        open().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
    }

    @Test
    void folderWhoseParentIsMissingIsNotMade() throws IOException {
        LuceneEngine engine = new LuceneEngine(parent.resolve("away").resolve("catalog"));
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(engine::openToWrite);
        assertThat(engine.openToRead()).isEmpty();
        engine.discard();
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void fileInThePlaceOfTheFolderIsNoDamage() throws IOException {
        Files.writeString(folder(), "what?");
        assertThatIOException().isThrownBy(() -> engine().openToWrite()).isNotInstanceOf(DamagedCatalogException.class);
        assertThat(folder()).hasContent("what?");
    }

    @Test
    void otherFilesInTheFolderStay() throws IOException {
        Files.createDirectory(folder());
        List<String> names = List.of(
                "changes-1",
                "changes-2.log",
                "readme",
                "_README",
                "write.lock.old",
                "_notes.txt",
                "_2026_cat.jpg",
                "_cv.doc",
                "segments.txt",
                "segments_1.bak",
                "segments",
                "pending_segments_1.bak");
        for (String name : names) {
            Files.writeString(folder().resolve(name), name);
        }
        try (CatalogWriter catalog = open()) {
            put(catalog, "a");
        }
        engine().discard();
        try (Stream<Path> left = Files.list(folder())) {
            assertThat(left.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void secondWriterOfTheSameDeploymentIsTurnedAwayUntilTheFirstHasEnded() throws IOException {
        CatalogWriter first = open();
        assertThat(engine().openToWrite()).isEmpty();
        first.close();
        open().close();
    }

    /** Each deployment has its own classes of Lucene, and so its own locks. */
    @Test
    void otherDeploymentOfThisServerIsTurnedAwayAndTakesNoLock() throws Exception {
        try (CatalogWriter first = open();
                URLClassLoader other = new Deployment()) {
            Class<?> engine = other.loadClass(LuceneEngine.class.getName());
            assertThat(engine).isNotSameAs(LuceneEngine.class);
            Object second = engine.getConstructor(Path.class).newInstance(folder());
            assertThat((Optional<?>) engine.getMethod("openToWrite").invoke(second))
                    .isEmpty();
            try (CatalogProcess third = CatalogProcess.start(folder())) {
                assertThat(third.line()).isEqualTo("null");
            }
            put(first, "a");
        }
        open().close();
    }

    /** Loads all classes again, except those of Java. */
    private static final class Deployment extends URLClassLoader {

        Deployment() {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        private static URL[] classPath() {
            String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            return Arrays.stream(path.split(System.getProperty("path.separator"), -1))
                    .map(Path::of)
                    .map(each -> {
                        try {
                            return each.toUri().toURL();
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toArray(URL[]::new);
        }
    }

    @Test
    void writerInAnotherProgramsHandsIsNotDisturbed() throws IOException {
        Files.createDirectory(folder());
        try (NIOFSDirectory directory = new NIOFSDirectory(folder());
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            assertThat(engine().openToWrite()).isEmpty();
            assertThat(writer.isOpen()).isTrue();
        }
    }

    @Test
    void otherProcessIsReadWhileItWritesAndReplacedWhenItIsKilled() throws IOException {
        try (CatalogProcess process = CatalogProcess.start(folder())) {
            process.line();
            assertThat(engine().openToWrite()).isEmpty();
            LuceneEngine engine = engine();
            for (int view = 0; view < 20; view++) {
                int applied = Integer.parseInt(process.line());
                try (Catalog catalog = engine.openToRead().orElseThrow()) {
                    assertThat(assertIsWhole(catalog)).isGreaterThanOrEqualTo(applied);
                }
            }
            process.kill();
            open().close();
        }
    }

    @Test
    void allThatWasAppliedIsThereAfterAKill() throws IOException {
        int applied = -1;
        for (int round = 0; round < 4; round++) {
            try (CatalogProcess process = CatalogProcess.start(folder())) {
                for (int batch = 0; batch <= round * 6; batch++) {
                    applied = Integer.parseInt(process.line());
                }
                List<String> rest = process.kill();
                applied = rest.isEmpty() ? applied : Integer.parseInt(rest.get(rest.size() - 1));
            }
            try (CatalogWriter catalog = open()) {
                assertThat(assertIsWhole(catalog)).isBetween(applied, applied + 1);
                put(catalog, "a/1");
            }
            engine().discard();
        }
    }

    /** Returns the number of the last batch. All files of it and of all earlier batches must be there. */
    private static int assertIsWhole(Catalog catalog) throws IOException {
        int last = Integer.parseInt(catalog.properties().get("batch"));
        Map<String, Long> expected = new HashMap<>();
        for (int batch = 0; batch <= last; batch++) {
            for (CatalogChange change : CatalogProcess.batch(batch)) {
                if (change instanceof CatalogChange.Put put) {
                    expected.put(put.key().toString(), put.entry().file().size());
                } else {
                    expected.remove(change.key().toString());
                }
            }
        }
        Map<String, Long> found = catalog.find(FileQuery.all(Order.NEWEST, Integer.MAX_VALUE)).stream()
                .collect(Collectors.toMap(
                        entry -> new CatalogChange.Put(entry).key().toString(),
                        entry -> entry.file().size()));
        assertThat(found.equals(expected)).as("all of %d batches", last).isTrue();
        return last;
    }

    @Test
    void noThreadIsLeft() throws IOException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (CatalogWriter catalog = open()) {
            for (int batch = 0; batch < 60; batch++) {
                catalog.apply(CatalogProcess.batch(batch), Map.of());
                catalog.find(FileQuery.all(Order.DUE, 10));
            }
            assertThat(before).containsAll(ofLucene());
        }
        assertThat(before).containsAll(ofLucene());
    }

    private static List<Thread> ofLucene() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("Lucene"))
                .toList();
    }

    @Test
    void closedCatalogSaysSoAndCanBeClosedAgain() throws IOException {
        CatalogWriter catalog = open();
        put(catalog, "a");
        Catalog view = engine().openToRead().orElseThrow();
        for (Catalog each : List.of(catalog, view)) {
            each.close();
            each.close();
            assertThatIOException()
                    .isThrownBy(() -> each.find(FileQuery.all(Order.NEWEST, 1)))
                    .isNotInstanceOf(DamagedCatalogException.class)
                    .withMessageContaining("closed");
        }
        assertThatIOException()
                .isThrownBy(() -> put(catalog, "b"))
                .isNotInstanceOf(DamagedCatalogException.class)
                .withMessageContaining("closed");
    }

    @Test
    void questionUnderWayIsAnsweredThoughTheCatalogIsClosed() throws Exception {
        CatalogWriter catalog = open();
        for (int batch = 0; batch < 5; batch++) {
            catalog.apply(CatalogProcess.batch(batch), Map.of());
        }
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        int[] shown = new int[1];
        Thread question = new Thread(() -> {
            try {
                catalog.forEach(3, entry -> {
                    shown[0]++;
                    asking.countDown();
                    try {
                        closed.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
            } catch (IOException e) {
                shown[0] = -1;
            }
        });
        question.start();
        asking.await();
        catalog.close();
        engine().discard();
        closed.countDown();
        question.join();
        assertThat(shown[0]).isGreaterThan(CatalogProcess.FILES);
    }

    /** The interrupt stays set after the call. */
    @Test
    void interruptedThreadCanApply() throws IOException {
        try (CatalogWriter catalog = open()) {
            Thread.currentThread().interrupt();
            put(catalog, "a");
            assertThat(Thread.interrupted()).isTrue();
            put(catalog, "b");
            assertThat(catalog.find(FileQuery.all(Order.NEWEST, 9))).hasSize(2);
        }
    }

    @Test
    void openFilesAreClosedInTheEnd() throws IOException {
        long before = openFiles();
        for (int round = 0; round < 3; round++) {
            try (CatalogWriter catalog = open()) {
                for (int batch = 0; batch < 30; batch++) {
                    catalog.apply(CatalogProcess.batch(batch), Map.of());
                }
                engine().openToRead().orElseThrow().close();
                assertThat(openFiles()).isBetween(before + 1, before + 200);
            }
            assertThat(openFiles()).isEqualTo(before);
        }
    }

    private long openFiles() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(link -> {
                        try {
                            return Files.readSymbolicLink(link).startsWith(folder());
                        } catch (IOException e) {
                            return false;
                        }
                    })
                    .count();
        }
    }

    private Path folder() {
        return parent.resolve("catalog");
    }

    private LuceneEngine engine() {
        return new LuceneEngine(folder());
    }

    private CatalogWriter open() throws IOException {
        return engine().openToWrite().orElseThrow();
    }

    private static void put(CatalogWriter catalog, String path) throws IOException {
        CatalogEntry entry = SampleEntry.of(path).entry();
        catalog.apply(List.of(new CatalogChange.Put(entry)), catalog.properties());
    }
}
