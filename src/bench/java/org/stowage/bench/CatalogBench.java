package org.stowage.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.Catalog;
import org.stowage.catalog.CatalogChange;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.CatalogWriter;
import org.stowage.catalog.FileQuery;
import org.stowage.catalog.FileQuery.Order;
import org.stowage.catalog.lucene.LuceneEngine;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/**
 * What a file costs the catalog, and a question: in our process, on the product's classes. Processor time is that of the one thread
 * that writes, merges and syncs included.
 */
final class CatalogBench {

    private static final int BATCH = 1000;
    private static final int SMALL_BATCH = 100;
    private static final int SMALL_BATCHES = 300;
    private static final int REPLACEMENTS = 20;
    private static final int ROUNDS = 9;
    private static final int FILES_OF_AN_OWNER = 10;
    private static final int SHARDS = 256;
    private static final long YEAR = 365L * 86_400;
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    private final Path folder;
    private final long files;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<CatalogResult> results = new ArrayList<>();

    CatalogBench(Options options) {
        this.folder = options.path("store").resolve("stowage-catalog");
        this.files = Long.parseLong(options.text("catalog-files"));
    }

    List<CatalogResult> run() throws IOException {
        Files.createDirectories(folder.getParent());
        delete();
        try {
            long before = usedHeap();
            try (CatalogWriter catalog = engine().openToWrite().orElseThrow()) {
                fill(catalog);
                add("on the disk", mebibytes(bytes()));
            }
            open();
            try (CatalogWriter catalog = engine().openToWrite().orElseThrow()) {
                questions(catalog);
                change(catalog);
                add("heap, open, after all this", mebibytes(usedHeap() - before));
                add("on the disk", mebibytes(bytes()));
            }
            return results;
        } finally {
            delete();
        }
    }

    private void fill(CatalogWriter catalog) throws IOException {
        List<Double> waits = new ArrayList<>();
        long cpu = 0;
        for (long first = 0; first < files; first += BATCH) {
            List<CatalogChange> batch = batch(first, (int) Math.min(BATCH, files - first));
            long begun = threads.getCurrentThreadCpuTime();
            waits.add(millis(() -> catalog.apply(batch, Map.of("batch", "x"))));
            cpu += threads.getCurrentThreadCpuTime() - begun;
        }
        add("processor of a file, in batches of " + BATCH, micros(cpu, files));
        addWaits("a batch of " + BATCH, waits);
    }

    /** To open it means to read it all: the files are in the kernel's memory here. */
    private void open() throws IOException {
        add(
                "open to write, all checksums compared",
                ms(millis(() -> engine().openToWrite().orElseThrow().close())));
        LuceneEngine reader = engine();
        add(
                "open to read, all checksums compared",
                ms(millis(() -> reader.openToRead().orElseThrow().close())));
        add(
                "open to read again",
                ms(millis(() -> reader.openToRead().orElseThrow().close())));
    }

    private void questions(Catalog catalog) throws IOException {
        Instant due = NOW.plusSeconds(YEAR / 100);
        String owner = owner(files / 2);
        ask("the 100 newest", () -> catalog.find(FileQuery.all(Order.NEWEST, 100)));
        ask("the 100 largest", () -> catalog.find(FileQuery.all(Order.LARGEST, 100)));
        ask("the 1,000 due first, of 1 %", () -> catalog.find(FileQuery.due(due, 1000)));
        ask("the 1,000 oldest that may be evicted", () -> catalog.find(FileQuery.evictable(null, null, 1000)));
        ask("the 10,000 oldest of a tenant", () -> catalog.find(FileQuery.evictable("montague", null, 10_000)));
        ask("all of an owner", () -> catalog.find(query(owner, null, null)));
        ask("all of a content", () -> catalog.find(query(null, null, sha256(files / 3))));
        ask("100 with a part of the path, of one in 100", () -> catalog.find(query(null, "PHOTO-77", null)));
        ask("part of the path that none has", () -> catalog.find(query(null, "no such part", null)));
        ask("sum by owner, all days in one", () -> catalog.sum(Long.MAX_VALUE, (t, o, day, n, size) -> {}));
        ask("sum by owner, two days by themselves", () -> catalog.sum(today() - 1, (t, o, day, n, size) -> {}));
        ask("sum by owner and day", () -> catalog.sum(Long.MIN_VALUE, (t, o, day, n, size) -> {}));
        ask("a shard of " + SHARDS, () -> catalog.forEach(7, entry -> {}));
    }

    private static FileQuery query(@Nullable String owner, @Nullable String part, @Nullable String sha256) {
        return new FileQuery(null, owner, part, sha256, null, false, Order.NEWEST, 100);
    }

    private static long today() {
        return NOW.getEpochSecond() / 86_400;
    }

    private void change(CatalogWriter catalog) throws IOException {
        List<Double> waits = new ArrayList<>();
        long begun = threads.getCurrentThreadCpuTime();
        for (int number = 0; number < SMALL_BATCHES; number++) {
            List<CatalogChange> batch = batch(files + (long) number * SMALL_BATCH, SMALL_BATCH);
            waits.add(millis(() -> catalog.apply(batch, Map.of("batch", "y"))));
        }
        long cpu = threads.getCurrentThreadCpuTime() - begun;
        add("processor of a file, in batches of " + SMALL_BATCH, micros(cpu, (long) SMALL_BATCHES * SMALL_BATCH));
        addWaits("a batch of " + SMALL_BATCH, waits);
        replace(catalog);
    }

    private void replace(CatalogWriter catalog) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        List<Double> waits = new ArrayList<>();
        long begun = threads.getCurrentThreadCpuTime();
        for (int number = 0; number < REPLACEMENTS; number++) {
            List<CatalogChange> batch = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                CatalogEntry entry = entry(random.nextLong(files));
                batch.add(
                        i % 2 == 0
                                ? new CatalogChange.Put(entry)
                                : new CatalogChange.Remove(
                                        Fingerprint.of(entry.file().key())));
            }
            waits.add(millis(() -> catalog.apply(batch, Map.of("batch", "z"))));
        }
        long cpu = threads.getCurrentThreadCpuTime() - begun;
        add("processor of a file replaced or removed anywhere", micros(cpu, (long) REPLACEMENTS * BATCH));
        addWaits("such a batch of " + BATCH, waits);
    }

    private static List<CatalogChange> batch(long first, int size) {
        List<CatalogChange> batch = new ArrayList<>();
        for (long number = first; number < first + size; number++) {
            batch.add(new CatalogChange.Put(entry(number)));
        }
        return batch;
    }

    /** The same file for the same number. */
    private static CatalogEntry entry(long number) {
        SplittableRandom random = new SplittableRandom(number);
        String path = new UUID(random.nextLong(), random.nextLong()) + "/Photo-" + number % 100 + "-of-me.jpg";
        FileKey key = new FileKey(number % 20 == 0 ? "montague" : "", path);
        Instant stored = NOW.minusMillis(random.nextLong(YEAR * 1000));
        long size = (long) Math.exp(5 + random.nextDouble() * 12);
        Slot slot = new Slot(key, size, "image/jpeg", owner(random.nextLong(Math.max(1, number))), null);
        Instant due = number % 10 == 0 ? null : stored.plusSeconds(YEAR);
        StoredFile file = new StoredFile(slot, sha256(number), stored);
        return new CatalogEntry(file, Fingerprint.of(key).firstByte(), due, number % 3 != 0);
    }

    private static String owner(long number) {
        return "user" + number / FILES_OF_AN_OWNER + "@montague.example";
    }

    private static String sha256(long number) {
        SplittableRandom random = new SplittableRandom(~number);
        byte[] hash = new byte[32];
        random.nextBytes(hash);
        return HexFormat.of().formatHex(hash);
    }

    /** Something that takes time. */
    private interface Work {
        void run() throws IOException;
    }

    private void ask(String what, Work question) throws IOException {
        double first = millis(question);
        double[] warm = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            warm[round] = millis(question);
        }
        Arrays.sort(warm);
        add(what, String.format(Locale.ROOT, "first %.1f ms, then %.1f ms", first, warm[ROUNDS / 2]));
    }

    private void addWaits(String what, List<Double> waits) {
        double[] sorted = waits.stream().mapToDouble(each -> each).sorted().toArray();
        int last = sorted.length - 1;
        add(
                what,
                String.format(
                        Locale.ROOT,
                        "median %.1f ms, 1 %% above %.0f ms, longest %.0f ms",
                        sorted[last / 2],
                        sorted[last * 99 / 100],
                        sorted[last]));
    }

    private static double millis(Work work) throws IOException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static String ms(double millis) {
        return String.format(Locale.ROOT, "%.0f ms", millis);
    }

    private static String micros(long nanos, long times) {
        return String.format(Locale.ROOT, "%.1f µs", nanos / 1e3 / times);
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
    }

    private void add(String what, String figure) {
        System.err.println(what + ": " + figure);
        results.add(new CatalogResult(files, what, figure));
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private LuceneEngine engine() {
        return new LuceneEngine(folder);
    }

    private long bytes() throws IOException {
        long bytes = 0;
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private void delete() throws IOException {
        engine().discard();
        Files.deleteIfExists(folder);
    }
}
