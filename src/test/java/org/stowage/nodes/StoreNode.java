package org.stowage.nodes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.stowage.audit.AuditEvent.Action;
import org.stowage.audit.AuditLog;
import org.stowage.catalog.CatalogPlace;
import org.stowage.catalog.sql.SqlEngine;
import org.stowage.catalog.sql.SqlNodeTable;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.Takedowns;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionPolicy;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.TrustedClock;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.retention.usage.Admission;
import org.stowage.retention.usage.Admission.Admitted;
import org.stowage.storage.FileKey;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/** One of several nodes over one folder and one database, all in this process. Tests decide when it meets the others. */
final class StoreNode implements AutoCloseable {

    static final String STORE = "8d0b7d8e-6a0b-4a43-8a44-5b1f3b6b0c07";

    private final NodeIdentity own;
    private final AtomicLong later = new AtomicLong();
    private final AtomicLong deletions = new AtomicLong();
    private final RetainingRepository repository;
    private final Nodes nodes;
    private final Sweeper sweeper;

    /**
     * Opens the node; nothing is counted or swept before it is started.
     *
     * @param folder of all nodes of the test
     */
    StoreNode(String name, Path folder, DataSource database, RetentionRules rules, Quotas quotas) throws IOException {
        this.own = new NodeIdentity(UUID.randomUUID().toString(), name, "1");
        TrustedClock clock = new TrustedClock(Clock.systemUTC(), System::nanoTime);
        Path journal = Files.createDirectories(folder.resolve("journals")).resolve(own.id());
        RetentionPolicy policy =
                new RetentionPolicy(rules, quotas, Duration.ofMillis(200), Duration.ofDays(7), Duration.ofDays(365));
        this.repository = new RetainingRepository(
                LocalRepository.open(folder.resolve("store"), Durability.NONE, clock.dates()),
                new CatalogPlace(new SqlEngine(database, STORE, own.id()), journal),
                () -> policy,
                clock,
                AuditLog.silent(this::happened));
        this.nodes = new Nodes(
                own,
                new SqlNodeTable(database, STORE),
                repository.shareUsage(own.id()),
                this::state,
                () -> System.nanoTime() + later.get());
        this.sweeper = new Sweeper(repository, nodes::membership);
    }

    private void happened(Action action) {
        if (action == Action.EXPIRED || action == Action.EVICTED) {
            deletions.incrementAndGet();
        }
    }

    private NodeReport.State state() {
        return new NodeReport.State("settings", sweeper.isSweeping());
    }

    /** Starts the threads of the catalog and the sweeper, and waits until all files are counted. */
    StoreNode start() throws InterruptedException {
        sweeper.start();
        while (!repository.usage().complete()) {
            Thread.sleep(10);
        }
        return this;
    }

    /** Meets the others once, as its thread does every second. */
    void meet() throws IOException {
        nodes.meet();
    }

    /** Each of the nodes hears what the others have told. */
    static void meetAll(StoreNode... all) throws IOException {
        for (int round = 0; round < 2; round++) {
            for (StoreNode node : all) {
                node.meet();
            }
        }
    }

    Nodes nodes() {
        return nodes;
    }

    RetainingRepository repository() {
        return repository;
    }

    Sweeper sweeper() {
        return sweeper;
    }

    Takedowns takedowns() {
        return new Takedowns(repository, Clock.systemUTC(), AuditLog.silent());
    }

    /** Lets time pass on this node's way of measuring it. */
    void pass(Duration time) {
        later.addAndGet(time.toNanos());
    }

    long deletions() {
        return deletions.get();
    }

    long bytes() {
        return repository.usage().bytes();
    }

    static Slot slot(String path, int size, @Nullable String owner) {
        return new Slot(new FileKey(path), size, "application/octet-stream", owner, null);
    }

    /** Tells whether a file of so many bytes would be taken now. */
    boolean hasRoom(int size, @Nullable String owner) {
        return repository
                .accounting()
                .shortage(slot("none", size, owner), OptionalLong.empty())
                .isEmpty();
    }

    @Nullable
    PendingUpload admit(String path, int size, @Nullable String owner) throws IOException {
        Admission admission = repository.admit(slot(path, size, owner));
        return admission instanceof Admitted admitted ? admitted.upload() : null;
    }

    /** Stores a file of zeros, if there is room for it. */
    boolean store(String path, int size, @Nullable String owner) throws IOException {
        try (PendingUpload upload = admit(path, size, owner)) {
            if (upload == null) {
                return false;
            }
            upload.write(ByteBuffer.allocate(size));
            upload.publish();
            return true;
        }
    }

    boolean isThere(String path) throws IOException {
        return repository.find(new FileKey(path)).orElse(null) instanceof StoredFile;
    }

    /** Ends without a word to the others, as if it was killed. */
    @Override
    public void close() {
        nodes.close();
        sweeper.close();
        repository.close();
    }
}
