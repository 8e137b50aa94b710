package org.stowage.retention;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.stowage.audit.AuditLog;
import org.stowage.catalog.MemoryEngine;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionPolicy;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.TrustedClock;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.retention.usage.Admission.Admitted;
import org.stowage.storage.Entry;
import org.stowage.storage.EntryVisitor;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/** A real store with its repository, on a clock that tests set. */
public final class RetainedStore implements AutoCloseable {

    private final Hand hand = new Hand();
    private final AtomicLong nanos = new AtomicLong();
    private final TrustedClock clock = new TrustedClock(hand, nanos::get);
    private final RetainingRepository repository;
    private volatile RetentionPolicy policy;

    /** Opens the store in a folder, which is empty or has the files of another one. */
    public RetainedStore(Path folder, RetentionRules rules, Quotas quotas) throws IOException {
        this(folder, rules, quotas, AuditLog.silent());
    }

    RetainedStore(Path folder, RetentionRules rules, Quotas quotas, AuditLog audit) throws IOException {
        this(folder, rules, quotas, audit, new FaultyStore());
    }

    /** Opens a store that fails where a test wants it. */
    RetainedStore(Path folder, RetentionRules rules, Quotas quotas, AuditLog audit, FaultyStore faulty)
            throws IOException {
        this(dates -> faulty.over(LocalRepository.open(folder, Durability.NONE, dates)), folder, rules, quotas, audit);
    }

    /**
     * Opens any store.
     *
     * @param folder of the catalog
     */
    RetainedStore(Opening opening, Path folder, RetentionRules rules, Quotas quotas, AuditLog audit)
            throws IOException {
        this.policy = policy(rules, quotas);
        this.repository = new RetainingRepository(
                opening.open(clock.dates()), MemoryEngine.place(folder), () -> policy, clock, audit);
        clock.begin(repository.timeMemory().timeSeen());
    }

    /** Opens a store whose files are dated by a clock. */
    interface Opening {
        FileRepository open(Clock dates) throws IOException;
    }

    /** Returns a policy that sweeps every six hours and keeps tombstones for a year. */
    static RetentionPolicy policy(RetentionRules rules, Quotas quotas) {
        return new RetentionPolicy(rules, quotas, Duration.ofHours(6), Duration.ofDays(7), Duration.ofDays(365));
    }

    /** Changes the policy, as an admin does. */
    void change(RetentionRules rules, Quotas quotas) {
        policy = policy(rules, quotas);
    }

    /** Returns the repository under test. */
    public RetainingRepository repository() {
        return repository;
    }

    Instant now() {
        return hand.instant();
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        jump(time);
    }

    /** Sets the machine's clock, while no time passes. */
    void jump(Duration time) {
        hand.moment = hand.moment.plus(time);
    }

    /** Returns a sweeper that is not started. */
    public Sweeper sweeper() {
        return new Sweeper(repository);
    }

    Takedowns takedowns() {
        return new Takedowns(repository, hand, AuditLog.silent());
    }

    Slot slot(String path, int size, @Nullable String owner) {
        return new Slot(new FileKey(path), size, "application/octet-stream", owner, null);
    }

    StoredFile store(String path, int size, @Nullable String owner) throws IOException {
        return store(slot(path, size, owner));
    }

    /** Stores as many zeros as the slot wants. */
    public StoredFile store(Slot slot) throws IOException {
        try (PendingUpload upload = repository.begin(slot)) {
            upload.write(ByteBuffer.allocate((int) slot.size()));
            return upload.publish();
        }
    }

    /** Stores a file as soon as there is room for it, as a client does that tries again. */
    StoredFile storeAtLast(Slot slot) throws IOException, InterruptedException {
        while (true) {
            if (repository.admit(slot) instanceof Admitted admitted) {
                try (PendingUpload upload = admitted.upload()) {
                    upload.write(ByteBuffer.allocate((int) slot.size()));
                    return upload.publish();
                }
            }
            Thread.sleep(10);
        }
    }

    /** Returns a sweeper that is started, once all files are counted. */
    Sweeper startSweeper() throws InterruptedException {
        Sweeper sweeper = sweeper();
        sweeper.start();
        while (!repository.usage().complete()) {
            Thread.sleep(10);
        }
        return sweeper;
    }

    public List<StoredFile> files() throws IOException {
        return entries().stream()
                .filter(StoredFile.class::isInstance)
                .map(StoredFile.class::cast)
                .toList();
    }

    List<Tombstone> tombstones() throws IOException {
        return entries().stream()
                .filter(Tombstone.class::isInstance)
                .map(Tombstone.class::cast)
                .toList();
    }

    @Override
    public void close() {
        repository.close();
    }

    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (int shard = 0; shard < repository.listing().shards(); shard++) {
            repository.listing().walk(shard, new EntryVisitor() {
                @Override
                public void visit(Entry entry) {
                    entries.add(entry);
                }

                @Override
                public void unreadable(IOException cause) {
                    throw new IllegalStateException(cause);
                }
            });
        }
        return entries;
    }

    /** Stands still unless a test moves it. */
    private static final class Hand extends Clock {

        private volatile Instant moment = Instant.parse("2026-01-02T03:04:05Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return moment;
        }
    }
}
