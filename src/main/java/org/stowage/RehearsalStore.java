package org.stowage;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.stowage.audit.AuditLog;
import org.stowage.catalog.CatalogChange;
import org.stowage.catalog.CatalogEngine;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.CatalogPlace;
import org.stowage.catalog.CatalogWriter;
import org.stowage.catalog.lucene.LuceneEngine;
import org.stowage.config.Settings.LogDetail;
import org.stowage.http.Cors;
import org.stowage.http.Deployment;
import org.stowage.http.Rehearsal;
import org.stowage.http.RequestSettings;
import org.stowage.http.Tenants;
import org.stowage.http.UnreadBodies;
import org.stowage.management.check.ProxyCheck;
import org.stowage.management.metrics.Counters;
import org.stowage.management.traffic.Traffic;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.Takedowns;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionPolicy;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.Rule;
import org.stowage.retention.policy.TrustedClock;
import org.stowage.storage.ContentCache;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.local.ReopeningRepository;
import org.stowage.storage.staging.Durability;
import org.stowage.token.TokenVerifier;

/**
 * All that a rehearsal needs, apart from what clients use: a store in a folder of its own, counters that nobody reads, and
 * logs that go nowhere.
 */
final class RehearsalStore implements AutoCloseable {

    private static final Duration LONG = Duration.ofDays(1);
    private static final long MUCH = 1L << 50;
    private static final long CACHE_BYTES = 1 << 20;
    private static final RetentionRules RULES =
            new RetentionRules(List.of(new Rule("rehearsal", LONG, null, null, null, null, null, null)));
    private static final Quotas QUOTAS = new Quotas(MUCH, null, MUCH, MUCH, Map.of(), false);

    private final Path folder;
    private final AuditLog audit;
    private final CatalogEngine engine;
    private final RetainingRepository repository;
    private volatile boolean hashing;

    private RehearsalStore(Path folder, AuditLog audit) throws IOException {
        TrustedClock clock = new TrustedClock(Clock.systemUTC(), System::nanoTime);
        Path catalog = Files.createDirectory(folder.resolve("catalog"));
        ReopeningRepository store = ReopeningRepository.open(
                folder.resolve("store"),
                Durability.NONE,
                new ContentCache(() -> CACHE_BYTES),
                clock.dates(),
                folder.resolve("memory"));
        this.engine = new LuceneEngine(catalog);
        this.folder = folder;
        this.audit = audit;
        this.repository = new RetainingRepository(store, new CatalogPlace(engine, catalog), this::policy, clock, audit);
    }

    /**
     * Opens a store.
     *
     * @param folder which is deleted first, if a process that was killed has left it
     * @param audited whether there is an audit log
     */
    static RehearsalStore open(Path folder, boolean audited) throws IOException {
        delete(folder);
        Files.createDirectory(folder);
        AuditLog audit = audited
                ? AuditLog.inAFile(folder.resolve("audit.log"), MUCH, 1, Clock.systemUTC(), action -> {})
                : AuditLog.silent();
        try {
            return new RehearsalStore(folder, audit);
        } catch (IOException | RuntimeException | Error e) {
            audit.close();
            delete(folder);
            throw e;
        }
    }

    /** Decides whether the SHA-256 of uploads is computed. With an audit log it always is. */
    void hash(boolean hash) {
        hashing = hash;
    }

    /** Returns a rehearsal in this store. */
    Rehearsal rehearsal(RehearsedServer xmpp, Set<String> origins, ServletContext context) {
        RequestSettings settings = new RequestSettings(
                new Tenants(List.of(xmpp.tenant())),
                new Cors(origins),
                new RequestSettings.Logging(LogDetail.DOWNLOADS, true, silentLogger()),
                Optional.empty(),
                LONG);
        Deployment deployment = new Deployment(
                () -> settings,
                new Counters(System::nanoTime),
                audit,
                new ProxyCheck(),
                new UnreadBodies(System::nanoTime),
                Traffic.begin(System::nanoTime, Clock.systemUTC()));
        Takedowns takedowns = new Takedowns(repository, Clock.systemUTC(), audit);
        return new Rehearsal(repository, new TokenVerifier(Clock.systemUTC()), takedowns, deployment, context);
    }

    /**
     * Writes and changes a catalog. Its classes, too, must be loaded once, and the thread that keeps the catalog of clients'
     * files needs them only some time after the first upload.
     */
    void writeCatalog(Instant now) throws IOException {
        Slot slot = new Slot(new FileKey("a/b.txt"), 1, "text/plain", "a@example.org", null, null);
        CatalogEntry entry = repository.entryOf(new StoredFile(slot, "00".repeat(32), now));
        try (CatalogWriter writer = engine.openToWrite().orElseThrow()) {
            writer.apply(List.of(new CatalogChange.Put(entry)), Map.of("written", "once"));
            writer.apply(List.of(new CatalogChange.Put(entry)), Map.of("written", "twice"));
            writer.apply(List.of(new CatalogChange.Remove(Fingerprint.of(slot.key()))), Map.of());
        }
    }

    /** Deletes the store. */
    @Override
    public void close() throws IOException {
        repository.close();
        audit.close();
        delete(folder);
    }

    private RetentionPolicy policy() {
        return new RetentionPolicy(RULES, QUOTAS, LONG, LONG, LONG, hashing);
    }

    private static Logger silentLogger() {
        Logger silentLogger = Logger.getAnonymousLogger();
        silentLogger.setUseParentHandlers(false);
        silentLogger.setLevel(Level.INFO);
        return silentLogger;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
