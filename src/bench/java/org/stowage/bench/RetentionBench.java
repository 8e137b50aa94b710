package org.stowage.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
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
import org.stowage.retention.usage.Admission.Admitted;
import org.stowage.retention.usage.Admission.QuotaExceeded;
import org.stowage.storage.FileKey;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/** How long a sweep takes, what a quota costs an upload, and what the accounting needs: in our process, on the product's classes. */
final class RetentionBench {

    private static final int SIZE = 64;
    private static final int FILES_OF_AN_OWNER = 10;
    private static final int CHECKS = 1_000_000;
    private static final int UPLOADS = 20_000;
    private static final int EVICTIONS = 200;
    private static final long PLENTY = 1L << 50;

    private static final RetentionRules NO_RULES = new RetentionRules(List.of());
    private static final RetentionRules TENTH =
            new RetentionRules(List.of(new Rule("tenth", Duration.ofMillis(1), null, "*0", null, null, null, null)));

    private final Path store;
    private final long files;
    private final List<RetentionResult> results = new ArrayList<>();

    RetentionBench(Options options) {
        this.store = options.path("store").resolve("stowage-retention");
        this.files = Long.parseLong(options.text("retention-files"));
    }

    List<RetentionResult> run() throws IOException, InterruptedException {
        delete();
        try {
            fill();
            memory();
            checks();
            evictions();
            sweep();
            return results;
        } finally {
            delete();
        }
    }

    private void fill() throws IOException {
        try (LocalRepository repository = LocalRepository.open(store, Durability.NONE, Clock.systemUTC())) {
            for (long number = 0; number < files; number++) {
                try (PendingUpload upload = repository.begin(slot("bench/" + number, number, SIZE))) {
                    upload.write(ByteBuffer.allocate(SIZE));
                    upload.publish();
                }
            }
        }
    }

    private Slot slot(String path, long number, long size) {
        String owner = "user" + number / FILES_OF_AN_OWNER + "@montague.example";
        return new Slot(new FileKey(path), size, "application/octet-stream", owner, null);
    }

    /** The same store is counted with more and more to remember; what the first needs is nobody's. */
    private void memory() throws IOException {
        long plain = counted("count after the start, no quotas", Quotas.NONE);
        long owners =
                counted("count, with quotas of owners", new Quotas(PLENTY, null, PLENTY, PLENTY, Map.of(), false));
        long ages = counted("count, with eviction too", new Quotas(PLENTY, null, PLENTY, PLENTY, Map.of(), true));
        add("memory of " + files / FILES_OF_AN_OWNER + " owners", mebibytes(owners - plain));
        add("memory of the ages of the files, for eviction", mebibytes(ages - owners));
    }

    private long counted(String what, Quotas quotas) throws IOException {
        try (RetainingRepository repository = repository(NO_RULES, quotas);
                Sweeper sweeper = new Sweeper(repository)) {
            long start = System.nanoTime();
            sweeper.sweepNow();
            add(what, seconds(start));
            return usedHeap(repository);
        }
    }

    /** An upload that is refused costs the check and nothing else. */
    private void checks() throws IOException, InterruptedException {
        Quotas quotas = new Quotas(PLENTY, 1L, PLENTY, PLENTY, Map.of("", PLENTY), false);
        try (RetainingRepository repository = repository(NO_RULES, quotas);
                Sweeper sweeper = new Sweeper(repository)) {
            sweeper.sweepNow();
            check(repository, CHECKS);
            long start = System.nanoTime();
            check(repository, CHECKS);
            add("check of all quotas, a floor of free space among them", micros(start, CHECKS));
            start = System.nanoTime();
            inThreads(4, () -> check(repository, CHECKS / 4));
            add("the same, of 4 threads at once, each of all checks", micros(start, CHECKS));
            uploads(repository, UPLOADS);
            start = System.nanoTime();
            uploads(repository, UPLOADS);
            add("admission of an upload and its end, partial file included", micros(start, UPLOADS));
        }
    }

    private void check(RetainingRepository repository, int times) {
        try {
            for (int i = 0; i < times; i++) {
                Admission admission = repository.admit(anybodys("check/me", PLENTY * 2));
                if (!(admission instanceof QuotaExceeded)) {
                    throw new IllegalStateException("a file of 2 PiB was admitted");
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void uploads(RetainingRepository repository, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            if (repository.admit(anybodys("check/me", SIZE)) instanceof Admitted begun) {
                begun.upload().close();
            }
        }
    }

    private Slot anybodys(String path, long size) {
        return slot(path, ThreadLocalRandom.current().nextLong(files), size);
    }

    private void evictions() throws IOException {
        Quotas full = new Quotas(files * SIZE, null, (long) FILES_OF_AN_OWNER * SIZE, null, Map.of(), true);
        try (RetainingRepository repository = repository(NO_RULES, full);
                Sweeper sweeper = new Sweeper(repository)) {
            sweeper.sweepNow();
            long start = System.nanoTime();
            for (int i = 0; i < EVICTIONS; i++) {
                repository.begin(anybodys("evict/" + i, SIZE)).close();
            }
            add("admission that evicts the oldest file of an owner", micros(start, EVICTIONS));
        }
    }

    private void sweep() throws IOException {
        try (RetainingRepository repository = repository(TENTH, Quotas.NONE);
                Sweeper sweeper = new Sweeper(repository)) {
            long start = System.nanoTime();
            SweepReport dry = sweeper.dryRun();
            add("dry run over all files", seconds(start));
            start = System.nanoTime();
            SweepReport report = sweeper.sweepNow();
            add("sweep that removes " + report.files() + " of them", seconds(start));
            start = System.nanoTime();
            sweeper.sweepNow();
            add("sweep that removes nothing", seconds(start));
            if (dry.files() != report.files()) {
                throw new IllegalStateException("the dry run found " + dry.files() + ", the sweep " + report.files());
            }
        }
    }

    private RetainingRepository repository(RetentionRules rules, Quotas quotas) throws IOException {
        LocalRepository repository = LocalRepository.open(store, Durability.NONE, Clock.systemUTC());
        RetentionPolicy policy =
                new RetentionPolicy(rules, quotas, Duration.ofHours(6), Duration.ofDays(7), Duration.ofDays(365));
        TrustedClock clock = new TrustedClock(Clock.systemUTC(), System::nanoTime);
        clock.begin(Optional.empty());
        Path folder = store.resolve("catalog");
        CatalogPlace place = new CatalogPlace(new LuceneEngine(folder), folder);
        return new RetainingRepository(repository, place, () -> policy, clock, AuditLog.silent());
    }

    private static void inThreads(int count, Runnable work) throws InterruptedException {
        List<Thread> threads =
                IntStream.range(0, count).mapToObj(i -> new Thread(work)).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static long usedHeap(RetainingRepository held) throws IOException {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        if (!held.usage().complete()) {
            throw new IllegalStateException("not all was counted");
        }
        return used;
    }

    private void add(String what, String figure) {
        System.err.println(what + ": " + figure);
        results.add(new RetentionResult(files, what, figure));
    }

    private static String seconds(long start) {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9);
    }

    private static String micros(long start, int times) {
        return String.format(Locale.ROOT, "%.2f µs", (System.nanoTime() - start) / 1e3 / times);
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
