package org.stowage.catalog.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.NIOFSDirectory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
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
import org.stowage.catalog.SumsByText;
import org.stowage.program.Seed;

/** A catalog whose files are damaged or cannot be written answers correctly, or says that it cannot answer. */
@Timeout(300)
final class DamagedFolderTest {

    private static final int FILES = 400;

    @TempDir
    private Path parent;

    private final Random random = Seed.random(DamagedFolderTest.class);
    private Path folder;

    @BeforeEach
    void place() {
        folder = parent.resolve("catalog");
    }

    @Test
    void flippedByteIsFoundAtTheStartOrChangesNoAnswer() throws IOException {
        Answers right = write();
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            Set<Integer> places = new HashSet<>(List.of(0, whole.length / 2, whole.length - 1));
            for (int i = 0; i < 40; i++) {
                places.add(random.nextInt(whole.length));
            }
            for (int place : places) {
                byte[] flipped = whole.clone();
                flipped[place] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, flipped);
                assertIsRightOrRefused(right, file + " at " + place);
            }
            Files.write(file, whole);
        }
        assertIsRight(right);
    }

    @Test
    void truncatedFileIsFoundAtTheStart() throws IOException {
        Answers right = write();
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            for (int length : new int[] {0, 1, whole.length / 3, whole.length - 17, whole.length - 1}) {
                try (OutputStream shorter = Files.newOutputStream(file)) {
                    shorter.write(whole, 0, length);
                }
                assertThatExceptionOfType(DamagedCatalogException.class)
                        .as("%s of %d bytes", file, length)
                        .isThrownBy(() -> engine().openToWrite());
                assertThatExceptionOfType(DamagedCatalogException.class).isThrownBy(() -> engine().openToRead());
            }
            Files.write(file, whole);
        }
        assertIsRight(right);
    }

    @Test
    void missingFileIsFoundAtTheStart() throws IOException {
        write();
        for (Path file : files()) {
            if (!file.getFileName().toString().startsWith("segments")) {
                byte[] whole = Files.readAllBytes(file);
                Files.delete(file);
                assertThatExceptionOfType(DamagedCatalogException.class)
                        .as("%s", file)
                        .isThrownBy(() -> engine().openToRead());
                assertThatExceptionOfType(DamagedCatalogException.class)
                        .as("%s", file)
                        .isThrownBy(() -> engine().openToWrite());
                Files.write(file, whole);
            }
        }
    }

    /**
     * Each file is emptied while the catalog is open, as if the disk were lost. The catalog answers correctly or throws
     * an {@code IOException}, and the JVM does not crash.
     */
    @Test
    void fileThatIsCutOffUnderAnOpenCatalogIsDamage() throws IOException {
        Answers right = write();
        int refused = 0;
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            try (CatalogWriter catalog = engine().openToWrite().orElseThrow()) {
                Files.write(file, new byte[0]);
                try {
                    right.assertAre(Answers.of(catalog), file.toString());
                    catalog.apply(List.of(SampleEntry.of("a/1").remove()), Map.of());
                } catch (IOException e) {
                    refused++;
                }
            }
            assertThat(openToReadOrFail()).isNotNull();
            engine().discard();
            right.assertAre(write(), "written again");
            assertThat(whole).isNotEmpty();
        }
        assertThat(refused).isPositive();
    }

    private String openToReadOrFail() {
        try {
            return engine().openToRead().map(Object::toString).orElse("none");
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void discardedDamageIsNoMore() throws IOException {
        write();
        for (Path file : files()) {
            Files.write(file, new byte[100]);
        }
        assertThatExceptionOfType(DamagedCatalogException.class).isThrownBy(() -> engine().openToWrite());
        engine().discard();
        try (CatalogWriter catalog = engine().openToWrite().orElseThrow()) {
            assertThat(catalog.find(FileQuery.all(Order.NEWEST, 1))).isEmpty();
        }
    }

    @Test
    void catalogOfAnotherVersionIsRefused() throws IOException {
        for (Map<String, String> data : List.of(Map.of("format", "2"), Map.<String, String>of())) {
            Files.createDirectories(folder);
            try (NIOFSDirectory directory = new NIOFSDirectory(folder);
                    IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
                writer.setLiveCommitData(data.entrySet());
                writer.commit();
            }
            assertThatExceptionOfType(DamagedCatalogException.class)
                    .isThrownBy(() -> engine().openToWrite())
                    .withMessageContaining("version");
            assertThatExceptionOfType(DamagedCatalogException.class).isThrownBy(() -> engine().openToRead());
            engine().discard();
            engine().openToWrite().orElseThrow().close();
            engine().discard();
        }
    }

    /** A file of Lucene begins with four bytes, a name and the version. It ends with a checksum of eight bytes. */
    @Test
    void formatOfANewerLuceneIsRefused() throws IOException {
        write();
        Path commit = files().stream()
                .filter(file -> file.getFileName().toString().startsWith("segments_"))
                .findFirst()
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(commit);
        int version = 4 + 1 + "segments".length();
        bytes[version + 3] = 99;
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, bytes.length - 8);
        ByteBuffer.wrap(bytes).putLong(bytes.length - 8, checksum.getValue());
        Files.write(commit, bytes);
        assertThatExceptionOfType(DamagedCatalogException.class)
                .isThrownBy(() -> engine().openToWrite())
                .withCauseInstanceOf(IndexFormatTooNewException.class);
        assertThatExceptionOfType(DamagedCatalogException.class).isThrownBy(() -> engine().openToRead());
    }

    @Test
    void fullDiskIsNoDamageAndWhatWasAppliedStays() throws Exception {
        assumeThat(System.getProperty("user.name"))
                .as("only root can mount a small disk")
                .isEqualTo("root");
        Path disk = Files.createDirectory(parent.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=3m", "stowage-test", disk.toString()))
                .isZero();
        try {
            folder = disk.resolve("catalog");
            assertThat(applyUntilItIsFull()).isPositive();
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    private int applyUntilItIsFull() throws IOException {
        Path filler = folder.resolveSibling("filler");
        Files.write(filler, new byte[2_000_000]);
        CatalogWriter full = engine().openToWrite().orElseThrow();
        int applied = 0;
        try {
            while (true) {
                full.apply(CatalogProcess.batch(applied), Map.of("batch", Integer.toString(applied)));
                applied++;
            }
        } catch (IOException e) {
            assertThat(e).isNotInstanceOf(DamagedCatalogException.class);
        }
        int next = applied;
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> full.apply(CatalogProcess.batch(next), Map.of()))
                .isNotInstanceOf(DamagedCatalogException.class);
        Answers.of(full);
        full.close();
        full.close();
        assertThat(openFiles()).isZero();
        Files.delete(filler);
        try (CatalogWriter again = engine().openToWrite().orElseThrow()) {
            assertThat(again.properties().get("batch")).isIn(Integer.toString(applied - 1), Integer.toString(applied));
            again.apply(CatalogProcess.batch(applied), Map.of());
            applied(applied).assertAre(Answers.of(again), "after the disk was full");
        }
        return applied;
    }

    /** Returns the answers of a catalog that has all batches up to this one. */
    private Answers applied(int last) throws IOException {
        try (CatalogWriter catalog =
                new LuceneEngine(parent.resolve("other")).openToWrite().orElseThrow()) {
            for (int batch = 0; batch <= last; batch++) {
                catalog.apply(CatalogProcess.batch(batch), Map.of());
            }
            return Answers.of(catalog);
        }
    }

    private long openFiles() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(link -> {
                        try {
                            return Files.readSymbolicLink(link).startsWith(folder);
                        } catch (IOException e) {
                            return false;
                        }
                    })
                    .count();
        }
    }

    private void assertIsRightOrRefused(Answers right, String what) throws IOException {
        try (CatalogWriter catalog = engine().openToWrite().orElseThrow()) {
            right.assertAre(Answers.of(catalog), what);
        } catch (DamagedCatalogException e) {
            assertThatExceptionOfType(DamagedCatalogException.class)
                    .as("%s", what)
                    .isThrownBy(() -> engine().openToRead());
        }
    }

    private void assertIsRight(Answers right) throws IOException {
        try (CatalogWriter catalog = engine().openToWrite().orElseThrow()) {
            right.assertAre(Answers.of(catalog), "all");
        }
    }

    /** The answers of a catalog to one question of each kind. */
    private record Answers(
            Set<CatalogEntry> all,
            Set<CatalogEntry> ofOwner,
            Set<CatalogEntry> ofPart,
            Set<CatalogEntry> shard,
            Map<String, String> sums,
            Map<String, String> properties) {

        static Answers of(Catalog catalog) throws IOException {
            Set<CatalogEntry> shard = new HashSet<>();
            catalog.forEach(3, shard::add);
            SumsByText sums = new SumsByText();
            catalog.sum(20_000, sums);
            return new Answers(
                    Set.copyOf(catalog.find(FileQuery.all(Order.LARGEST, 10_000))),
                    Set.copyOf(catalog.find(query("owner1", null, true))),
                    Set.copyOf(catalog.find(query(null, "/1", false))),
                    shard,
                    sums.byText(),
                    catalog.properties());
        }

        private static FileQuery query(@Nullable String owner, @Nullable String part, boolean evictable) {
            return new FileQuery(null, owner, part, null, null, evictable, Order.NEWEST, 10_000);
        }

        void assertAre(Answers others, String what) {
            assertThat(others.equals(this)).as("same answers: %s", what).isTrue();
        }
    }

    /** Writes a catalog of several segments, with removed and replaced files. */
    private Answers write() throws IOException {
        try (CatalogWriter catalog = engine().openToWrite().orElseThrow()) {
            for (int batch = 0; batch < 3; batch++) {
                List<CatalogChange> changes = new ArrayList<>();
                for (int number = batch * FILES / 4; number < FILES / 2 + batch * FILES / 4; number++) {
                    SampleEntry sample = SampleEntry.of("a/" + number)
                            .owner("owner" + number % 9)
                            .size(number * 3L + batch)
                            .shard(number % 5);
                    changes.add(number % 17 == 16 ? sample.remove() : sample.put());
                }
                catalog.apply(changes, Map.of("batch", Integer.toString(batch)));
            }
            return Answers.of(catalog);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files =
                    all.filter(file -> !file.endsWith("write.lock")).sorted().toList();
            assertThat(files).hasSizeGreaterThan(7);
            return files;
        }
    }

    private LuceneEngine engine() {
        return new LuceneEngine(folder);
    }

    private static int run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
