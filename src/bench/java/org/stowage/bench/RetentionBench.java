package org.stowage.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.stowage.audit.AuditLog;
import org.stowage.catalog.CatalogPlace;
import org.stowage.catalog.lucene.LuceneEngine;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionPolicy;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.Rule;
import org.stowage.retention.policy.TrustedClock;
import org.stowage.retention.sweep.SweepReport;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.retention.usage.Admission;
import org.stowage.retention.usage.Admission.QuotaExceeded;
import org.stowage.retention.usage.Usage;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/**
 * What many files cost retention: the time until quotas are exact, the memory, an upload, passes of expiry and eviction. In our
 * process, on the product's classes, with a catalog in a folder of its own.
 */
final class RetentionBench {

    private static final int SIZE = 64;
    private static final int FILES_OF_AN_OWNER = 10;
    private static final int CHECKS = 1_000_000;
    private static final int UPLOADS = 50_000;
    private static final int ROUNDS = 3;
    private static final long PLENTY = 1L << 50;
    private static final Duration SWEEPS = Duration.ofSeconds(1);

    private static final RetentionRules NO_RULES = new RetentionRules(List.of());
    private static final RetentionRules TENTH =
            new RetentionRules(List.of(new Rule("tenth", Duration.ofMillis(1), null, "*0", null, null, null, null)));
    private static final Quotas ALL = new Quotas(PLENTY, 1L, PLENTY, PLENTY, Map.of("", PLENTY), false);

    private final Path store;
    private final long files;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<RetentionResult> results = new ArrayList<>();
    private volatile RetentionPolicy policy = policy(NO_RULES, ALL);

    RetentionBench(Options options) {
        this.store = options.path("store").resolve("stowage-retention");
        this.files = Long.parseLong(options.text("retention-files"));
    }

    List<RetentionResult> run() throws IOException, InterruptedException {
        delete();
        try {
            fill();
            rebuild();
            restart();
            uploads();
            checks();
            expiry();
            evictions();
            return results;
        } finally {
            delete();
        }
    }

    private void fill() throws IOException {
        try (LocalRepository repository = LocalRepository.open(store, Durability.NONE, Clock.systemUTC())) {
            for (long number = 0; number < files; number++) {
                store(repository, slot("bench/" + number, number, SIZE));
            }
        }
    }

    private static void store(FileRepository repository, Slot slot) throws IOException {
        try (PendingUpload upload = repository.begin(slot)) {
            upload.write(ByteBuffer.allocate(SIZE));
            upload.publish();
        }
    }

    private Slot slot(String path, long number, long size) {
        String owner = "user" + number / FILES_OF_AN_OWNER + "@montague.example";
        return new Slot(new FileKey(path), size, "application/octet-stream", owner, null);
    }

    private void rebuild() throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (RetainingRepository repository = repository();
                Sweeper sweeper = new Sweeper(repository)) {
            sweeper.start();
            awaitUsage(repository);
            add("catalog built anew, while nothing else happens", seconds(System.nanoTime() - start));
            add("catalog on the disk", mebibytes(bytesOfCatalog()));
        }
    }

    /** The same store is opened without accounting first; what that needs is not the catalog's. */
    private void restart() throws IOException, InterruptedException {
        long without;
        try (LocalRepository bare = LocalRepository.open(store, Durability.NONE, Clock.systemUTC())) {
            without = usedHeap(bare);
        }
        long start = System.nanoTime();
        try (RetainingRepository repository = repository();
                Sweeper sweeper = new Sweeper(repository)) {
            sweeper.start();
            awaitUsage(repository);
            add("exact quotas after a start", seconds(System.nanoTime() - start));
            add("heap with them, more than without", mebibytes(usedHeap(repository) - without));
        }
    }

    /** In turns, so that both meet the same machine. */
    private void uploads() throws IOException, InterruptedException {
        try (RetainingRepository repository = repository();
                Sweeper sweeper = new Sweeper(repository);
                LocalRepository bare = LocalRepository.open(store, Durability.NONE, Clock.systemUTC())) {
            sweeper.start();
            awaitUsage(repository);
            upload("warm/", bare);
            upload("warm-too/", repository);
            long[] without = new long[ROUNDS];
            long[] with = new long[ROUNDS];
            long behind = 0;
            for (int round = 0; round < ROUNDS; round++) {
                without[round] = upload("bare" + round + "/", bare);
                long all = cpuOfAllThreads();
                with[round] = upload("counted" + round + "/", repository);
                repository.catalog().flush();
                behind += cpuOfAllThreads() - all - with[round];
            }
            Arrays.sort(without);
            Arrays.sort(with);
            double more = (with[ROUNDS / 2] - without[ROUNDS / 2]) / 1e3 / UPLOADS;
            add("processor of an upload on its thread, without retention", micros(without[ROUNDS / 2], UPLOADS));
            add("… more with quotas, journal and catalog", String.format(Locale.ROOT, "%.2f µs", more));
            add("… and behind it, on the catalog's thread", micros(behind, (long) ROUNDS * UPLOADS));
        }
    }

    private long upload(String prefix, FileRepository repository) throws IOException {
        long begun = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < UPLOADS; i++) {
            store(repository, slot(prefix + i, i, SIZE));
        }
        return threads.getCurrentThreadCpuTime() - begun;
    }

    private long cpuOfAllThreads() {
        return Arrays.stream(threads.getAllThreadIds())
                .map(id -> Math.max(0, threads.getThreadCpuTime(id)))
                .sum();
    }

    /** An upload that is refused costs the check and nothing else. */
    private void checks() throws IOException, InterruptedException {
        try (RetainingRepository repository = repository();
                Sweeper sweeper = new Sweeper(repository)) {
            sweeper.start();
            awaitUsage(repository);
            check(repository, CHECKS);
            long start = System.nanoTime();
            check(repository, CHECKS);
            add("check of all quotas, a floor of free space among them", micros(System.nanoTime() - start, CHECKS));
            start = System.nanoTime();
            inThreads(4, () -> check(repository, CHECKS / 4));
            add("the same, of 4 threads at once, each of all checks", micros(System.nanoTime() - start, CHECKS));
        }
    }

    private void check(RetainingRepository repository, int times) {
        try {
            for (int i = 0; i < times; i++) {
                Admission admission = repository.admit(slot("check/me", random(), PLENTY * 2));
                if (!(admission instanceof QuotaExceeded)) {
                    throw new IllegalStateException("a file of 2 PiB was admitted");
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void expiry() throws IOException, InterruptedException {
        try (RetainingRepository repository = repository();
                Sweeper sweeper = new Sweeper(repository)) {
            sweeper.start();
            awaitUsage(repository);
            repository.catalog().flush();
            long start = System.nanoTime();
            policy = policy(TENTH, ALL);
            while (!repository.catalog().rules().equals(repository.rulesId())) {
                Thread.sleep(10);
            }
            add("all dates anew, because the rules have changed", seconds(System.nanoTime() - start));
            SweepReport report = awaitSweep(sweeper, found -> found.files() > 0);
            Duration took = Duration.between(report.started(), report.finished());
            add("pass of expiry that deletes " + report.files() + " files", seconds(took.toNanos()));
            Instant last = report.finished();
            SweepReport empty = awaitSweep(sweeper, found -> found.started().isAfter(last) && found.files() == 0);
            add(
                    "pass that finds nothing",
                    Duration.between(empty.started(), empty.finished()).toMillis() + " ms");
            policy = policy(NO_RULES, ALL);
        }
    }

    private static SweepReport awaitSweep(Sweeper sweeper, Predicate<SweepReport> wanted) throws InterruptedException {
        while (sweeper.last().filter(wanted).isEmpty()) {
            Thread.sleep(10);
        }
        return sweeper.last().orElseThrow();
    }

    /** Others look files up and store files, on a thread each, before and meanwhile. */
    private void evictions() throws IOException, InterruptedException {
        try (RetainingRepository repository = repository();
                Sweeper sweeper = new Sweeper(repository)) {
            sweeper.start();
            awaitUsage(repository);
            while (!repository.catalog().rules().equals(repository.rulesId())) {
                Thread.sleep(10);
            }
            add("others without eviction", load(repository, "before", seconds(10)));
            Usage before = repository.usage();
            long allowed = before.bytes() + before.bytes() / 100;
            policy = policy(NO_RULES, new Quotas(allowed, null, null, null, Map.of(), true));
            long start = System.nanoTime();
            // Uploads go on, so what is stored never comes down to the low watermark.
            long low = before.bytes() - before.bytes() / 14;
            String others =
                    load(repository, "meanwhile", () -> repository.usage().bytes() <= low);
            long evicted = before.files() - repository.usage().files();
            add(
                    "eviction of " + evicted + " files, more than were stored meanwhile",
                    seconds(System.nanoTime() - start));
            add("others meanwhile", others);
        }
    }

    private static BooleanSupplier seconds(int count) {
        long end = System.nanoTime() + Duration.ofSeconds(count).toNanos();
        return () -> System.nanoTime() - end > 0;
    }

    /** One looks files up, and one stores files, at a modest pace; each with a thread of its own. */
    private String load(RetainingRepository repository, String prefix, BooleanSupplier isOver)
            throws InterruptedException {
        Latencies finds = new Latencies();
        Latencies uploads = new Latencies();
        AtomicBoolean over = new AtomicBoolean();
        Thread finding = paced(over, finds, i -> repository.find(new FileKey("bench/" + random())));
        Thread storing = paced(over, uploads, i -> store(repository, slot(prefix + "/" + i, random(), SIZE)));
        while (!isOver.getAsBoolean()) {
            Thread.sleep(20);
        }
        over.set(true);
        finding.join();
        storing.join();
        return String.format(
                Locale.ROOT,
                "look-up p50 %.2f, p99 %.2f ms; upload p50 %.2f, p99 %.2f ms",
                finds.millis(0.5),
                finds.millis(0.99),
                uploads.millis(0.5),
                uploads.millis(0.99));
    }

    /** What is done again and again. */
    private interface Work {
        void run(int number) throws IOException;
    }

    private static Thread paced(AtomicBoolean over, Latencies latencies, Work work) {
        Thread thread = new Thread(() -> {
            for (int i = 0; !over.get(); i++) {
                long start = System.nanoTime();
                try {
                    work.run(i);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                latencies.record(System.nanoTime() - start);
                LockSupport.parkNanos(1_000_000);
            }
        });
        thread.start();
        return thread;
    }

    private long random() {
        return ThreadLocalRandom.current().nextLong(files);
    }

    private static RetentionPolicy policy(RetentionRules rules, Quotas quotas) {
        return new RetentionPolicy(rules, quotas, SWEEPS, Duration.ofDays(7), Duration.ofDays(365));
    }

    private RetainingRepository repository() throws IOException {
        LocalRepository repository = LocalRepository.open(store, Durability.NONE, Clock.systemUTC());
        TrustedClock clock = new TrustedClock(Clock.systemUTC(), System::nanoTime);
        Path folder = store.resolve("catalog");
        CatalogPlace place = new CatalogPlace(new LuceneEngine(folder), folder);
        return new RetainingRepository(repository, place, () -> policy, clock, AuditLog.silent());
    }

    private static void awaitUsage(RetainingRepository repository) throws InterruptedException {
        while (!repository.usage().complete()) {
            Thread.sleep(5);
        }
    }

    private long bytesOfCatalog() throws IOException {
        long bytes = 0;
        try (Stream<Path> all = Files.walk(store.resolve("catalog"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private static void inThreads(int count, Runnable work) throws InterruptedException {
        List<Thread> threads =
                IntStream.range(0, count).mapToObj(i -> new Thread(work)).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static long usedHeap(FileRepository held) {
        try {
            System.gc();
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        } finally {
            Reference.reachabilityFence(held);
        }
    }

    private void add(String what, String figure) {
        System.err.println(what + ": " + figure);
        results.add(new RetentionResult(files, what, figure));
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }

    private static String micros(long nanos, long times) {
        return String.format(Locale.ROOT, "%.2f µs", nanos / 1e3 / times);
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
    }

    private void delete() throws IOException {
        if (!Files.exists(store)) {
            return;
        }
        try (Stream<Path> all = Files.walk(store)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
