package org.stowage.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stowage.storage.Tombstone.Reason;

/** What every repository promises of {@link Listing#walk}; each backend runs all of it. */
@Timeout(120)
public abstract class WalkContract {

    private static final int MANY = 300;

    /** Returns the repository under test, empty before each test. */
    protected abstract FileRepository repository();

    @Test
    void emptyStoreHasNothingToShow() throws IOException {
        assertThat(repository().listing().shards()).isPositive();
        assertThat(all()).isEmpty();
    }

    @Test
    void everyFileAndTombstoneIsShownOnce() throws IOException {
        Set<Entry> expected = new HashSet<>();
        for (int number = 0; number < MANY; number++) {
            FileKey key = new FileKey(number % 3 == 0 ? "montague" : "", "a/" + number);
            expected.add(store(key));
            if (number % 5 == 0) {
                expected.remove(repository().delete(key, Reason.EXPIRED).orElseThrow());
                expected.add(repository().find(key).orElseThrow());
            }
        }
        assertThat(all()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void keyIsAlwaysInTheSameShard() throws IOException {
        StoredFile file = store(new FileKey("a/b"));
        int shard = shardOf(file);
        repository().delete(file, Reason.DELETED);
        Entry tombstone = repository().find(file.key()).orElseThrow();
        assertThat(shardOf(tombstone)).isEqualTo(shard);
        repository().purge((Tombstone) tombstone);
        assertThat(shardOf(store(file.key()))).isEqualTo(shard);
        assertThat(repository().listing().shardOf(file.key())).isEqualTo(shard);
    }

    @Test
    void fingerprintFindsWhatItsKeyFinds() throws IOException {
        for (FileKey key : List.of(new FileKey("a/très cool.jpg"), new FileKey("montague", "a/très cool.jpg"))) {
            Fingerprint fingerprint = Fingerprint.of(key);
            assertThat(repository().find(fingerprint)).isEmpty();
            StoredFile file = store(key);
            assertThat(repository().find(fingerprint)).contains(file);
            repository().delete(key, Reason.DELETED);
            assertThat(repository().find(fingerprint)).isEqualTo(repository().find(key));
        }
    }

    @Test
    void shardThatDoesNotExistIsRefused() {
        for (int shard : new int[] {-1, repository().listing().shards()}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> repository().listing().walk(shard, new Seen()));
        }
    }

    @Test
    void pendingUploadIsNotShown() throws IOException {
        try (PendingUpload upload = repository().begin(new Slot(new FileKey("a/b"), 0, "a/b"))) {
            assertThat(all()).isEmpty();
            StoredFile file = upload.publish();
            assertThat(all()).containsExactly(file);
        }
    }

    @Test
    void visitorMayBuryAndForgetWhatItIsShown() throws IOException {
        for (int number = 0; number < MANY; number++) {
            store(new FileKey("a/" + number));
        }
        Seen deleting = new Seen() {
            @Override
            public void visit(Entry entry) throws IOException {
                assertThat(repository().delete((StoredFile) entry, Reason.EVICTED))
                        .isTrue();
            }
        };
        walkAll(deleting);
        assertThat(all()).hasSize(MANY).allMatch(Tombstone.class::isInstance);
        Seen purging = new Seen() {
            @Override
            public void visit(Entry entry) throws IOException {
                assertThat(repository().purge((Tombstone) entry)).isTrue();
            }
        };
        walkAll(purging);
        assertThat(all()).isEmpty();
    }

    @Test
    void visitorCanEndTheWalk() throws IOException {
        StoredFile file = store(new FileKey("a/b"));
        Seen ending = new Seen() {
            @Override
            public void visit(Entry entry) throws IOException {
                throw new IOException("enough of " + ((StoredFile) entry).key());
            }
        };
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> repository().listing().walk(shardOf(file), ending))
                .withMessage("enough of a/b");
    }

    @Test
    void interruptedThreadWalksNoFurtherAndNothingIsToBlame() throws Exception {
        StoredFile file = store(new FileKey("a/b"));
        int shard = shardOf(file);
        Seen seen = new Seen();
        try {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedIOException.class)
                    .isThrownBy(() -> repository().listing().walk(shard, seen));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(seen.entries).isEmpty();
    }

    @Test
    void whatIsThereThroughoutIsShownWhileOthersComeAndGo() throws Exception {
        Set<Entry> stay = new HashSet<>();
        for (int number = 0; number < MANY; number++) {
            stay.add(store(new FileKey("stay/" + number)));
        }
        AtomicInteger rounds = new AtomicInteger();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> busy = threads.submit(() -> {
                while (!Thread.currentThread().isInterrupted() && rounds.get() < 5) {
                    comeAndGo();
                }
                return null;
            });
            for (; rounds.get() < 5; rounds.incrementAndGet()) {
                assertThat(all()).containsAll(stay);
            }
            busy.get(30, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
    }

    private void comeAndGo() throws IOException {
        for (int number = 0; number < 50; number++) {
            FileKey key = new FileKey("go/" + number);
            store(key);
            repository().delete(key, Reason.DELETED);
            repository().purge((Tombstone) repository().find(key).orElseThrow());
        }
    }

    /** Stores an empty file. */
    protected final StoredFile store(FileKey key) throws IOException {
        try (PendingUpload upload = repository().begin(new Slot(key, 0, "image/jpeg"))) {
            return upload.publish();
        }
    }

    /** Returns all entries. */
    protected final List<Entry> all() throws IOException {
        Seen seen = new Seen();
        walkAll(seen);
        return seen.entries;
    }

    /** Walks all shards. */
    protected final void walkAll(EntryVisitor visitor) throws IOException {
        for (int shard = 0; shard < repository().listing().shards(); shard++) {
            repository().listing().walk(shard, visitor);
        }
    }

    private int shardOf(Entry entry) throws IOException {
        List<Integer> shards = new ArrayList<>();
        for (int shard = 0; shard < repository().listing().shards(); shard++) {
            Seen seen = new Seen();
            repository().listing().walk(shard, seen);
            if (seen.entries.contains(entry)) {
                shards.add(shard);
            }
        }
        assertThat(shards).hasSize(1);
        return shards.get(0);
    }

    /** Remembers the entries that it receives; fails if any entry cannot be read. */
    private static class Seen implements EntryVisitor {

        private final List<Entry> entries = new ArrayList<>();

        @Override
        public void visit(Entry entry) throws IOException {
            entries.add(entry);
        }

        @Override
        public void unreadable(IOException cause) {
            throw new AssertionError(cause);
        }
    }
}
