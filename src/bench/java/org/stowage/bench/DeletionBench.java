package org.stowage.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.stowage.storage.Entry;
import org.stowage.storage.EntryVisitor;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/** What deletions cost, one by one and together, and what they leave: on the disk of the store, in our process. */
final class DeletionBench {

    private static final int FILES = 20_000;
    private static final int SINGLE = 1_000;
    private static final int BATCH = 1_000;
    private static final int WALKS = 40;
    private static final int SIZE = 64;

    private final Path store;
    private final List<RetentionResult> results = new ArrayList<>();

    DeletionBench(Options options) {
        this.store = options.path("store").resolve("stowage-deletions");
    }

    List<RetentionResult> run() throws IOException {
        remove();
        try {
            List<StoredFile> files = fill();
            walks("only files");
            delete(files.subList(0, FILES / 2));
            walks("half of them tombstones");
            inodes();
            return results;
        } finally {
            remove();
        }
    }

    private List<StoredFile> fill() throws IOException {
        List<StoredFile> files = new ArrayList<>();
        try (LocalRepository repository = LocalRepository.open(store, Durability.NONE, Clock.systemUTC())) {
            for (int number = 0; number < FILES; number++) {
                Slot slot = new Slot(new FileKey("bench/" + number), SIZE, "image/jpeg");
                try (PendingUpload upload = repository.begin(slot)) {
                    upload.write(ByteBuffer.allocate(SIZE));
                    files.add(upload.publish());
                }
            }
        }
        return files;
    }

    private void delete(List<StoredFile> files) throws IOException {
        try (LocalRepository repository = LocalRepository.open(store, Durability.FSYNC, Clock.systemUTC())) {
            long start = System.nanoTime();
            for (StoredFile file : files.subList(0, SINGLE)) {
                repository.delete(file, Reason.EXPIRED);
            }
            add("deletions one by one, synced", perSecond(SINGLE, start));
            start = System.nanoTime();
            for (int from = SINGLE; from < files.size(); from += BATCH) {
                repository.deleteAll(files.subList(from, from + BATCH), Reason.EXPIRED);
            }
            add("deletions of " + BATCH + " together, synced", perSecond(files.size() - SINGLE, start));
        }
    }

    /** The best of many, in time of the processor: others use the machine too. */
    private void walks(String what) throws IOException {
        try (LocalRepository repository = LocalRepository.open(store, Durability.NONE, Clock.systemUTC())) {
            long best = Long.MAX_VALUE;
            for (int walk = 0; walk < WALKS; walk++) {
                long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                walk(repository);
                best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
            }
            add("walk, " + what, String.format(Locale.ROOT, "%.0f ms of processor", best / 1e6));
        }
    }

    private static void walk(FileRepository repository) throws IOException {
        for (int shard = 0; shard < repository.listing().shards(); shard++) {
            repository.listing().walk(shard, new EntryVisitor() {
                @Override
                public void visit(Entry entry) {
                    // It was read.
                }

                @Override
                public void unreadable(IOException cause) {
                    throw new IllegalStateException(cause);
                }
            });
        }
    }

    private void inodes() throws IOException {
        Set<Object> inodes = new HashSet<>();
        try (Stream<Path> all = Files.walk(store.resolve("files"))) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                inodes.add(Files.getAttribute(path, "unix:ino"));
            }
        }
        add("inodes of all names, half of them tombstones", String.valueOf(inodes.size()));
    }

    private void add(String what, String figure) {
        System.err.println(what + ": " + figure);
        results.add(new RetentionResult(FILES, what, figure));
    }

    private static String perSecond(int count, long start) {
        return String.format(Locale.ROOT, "%.0f/s", count / ((System.nanoTime() - start) / 1e9));
    }

    private void remove() throws IOException {
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
