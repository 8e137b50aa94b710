package org.stowage;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.stowage.audit.AuditEvent;
import org.stowage.audit.AuditLog;
import org.stowage.catalog.CatalogEngine;
import org.stowage.catalog.CatalogPlace;
import org.stowage.catalog.lucene.LuceneEngine;
import org.stowage.config.AuditSettings;
import org.stowage.config.InvalidSettingsException;
import org.stowage.config.LiveSettings;
import org.stowage.config.S3Settings;
import org.stowage.config.Settings;
import org.stowage.http.Deployment;
import org.stowage.http.UnreadBodies;
import org.stowage.management.check.ProxyCheck;
import org.stowage.management.metrics.Counters;
import org.stowage.management.traffic.Traffic;
import org.stowage.nodes.NodeIdentity;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.Takedowns;
import org.stowage.retention.policy.TrustedClock;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.storage.ContentCache;
import org.stowage.storage.FileRepository;
import org.stowage.storage.StoreMissingException;
import org.stowage.storage.local.ReopeningRepository;
import org.stowage.storage.staging.Durability;
import org.stowage.token.TokenVerifier;

/**
 * Produces the parts that requests need: settings, store, audit log, token verifier. Implementations are chosen here.
 */
@Dependent
public final class Wiring {

    private static final String AUDIT_FILE = "stowage-audit.log";

    @Produces
    @Singleton
    static ContextPath contextPath() {
        return new ContextPath();
    }

    /** Reads the settings, which follow later changes of the configuration. */
    @Produces
    @Singleton
    static LiveSettings settings() {
        try {
            return new LiveSettings(ConfigProvider.getConfig(), Server.current().dataDirectory());
        } catch (InvalidSettingsException e) {
            throw new StartupException(e.getMessage()
                    + (e.isSecretMissing() ? ". " + Server.current().howToSet() : "."));
        }
    }

    /** Opens the store, which may become available later. Only the {@link RetainingRepository} uses its files. */
    @Produces
    @Singleton
    static OpenStore store(LiveSettings settings, AuditLog audit, ContextPath deployment, ContentCache contents) {
        try {
            TrustedClock clock = new TrustedClock(Clock.systemUTC(), System::nanoTime);
            OpenStore store = store(settings.get(), deployment, contents, clock);
            if (store.isThere()) {
                audit.begin(settings.get().basePath());
            }
            return store;
        } catch (IOException e) {
            String what = settings.get().bucket().isPresent() ? "the store" : "the base path";
            throw new StartupException(what + " cannot be used: " + words(e));
        }
    }

    @Produces
    @Singleton
    static RetainingRepository repository(LiveSettings settings, AuditLog audit, OpenStore store, NodeIdentity own) {
        return new RetainingRepository(
                store.files(),
                catalog(settings.get(), store, own),
                settings.view(SettingsTranslation::retentionPolicy),
                store.clock(),
                audit);
    }

    @Produces
    @Singleton
    static ContentCache contents(LiveSettings settings) {
        return new ContentCache(() -> settings.get().cache().bytes());
    }

    /** Chooses the implementation of the catalog. */
    private static CatalogPlace catalog(Settings settings, OpenStore store, NodeIdentity own) {
        Path folder = settings.catalog().folder(settings.basePath());
        CatalogEngine engine = settings.catalog()
                .dataSource()
                .<CatalogEngine>map(name -> new DataSourceEngine(name, store.id(), own.id()))
                .orElseGet(() -> new LuceneEngine(folder));
        return new CatalogPlace(engine, folder);
    }

    static void close(@Disposes RetainingRepository repository) {
        repository.close();
    }

    @Produces
    @Singleton
    static Sweeper sweeper(RetainingRepository repository, StoreNodes nodes) {
        return new Sweeper(repository, nodes::membership);
    }

    @Produces
    @Singleton
    static TokenVerifier verifier() {
        return new TokenVerifier(Clock.systemUTC());
    }

    @Produces
    @Singleton
    static Counters counters() {
        return new Counters(System::nanoTime);
    }

    /** Opens the audit log that the settings name. */
    @Produces
    @Singleton
    static AuditLog audit(LiveSettings settings, Counters counters) {
        AuditSettings audit = settings.get().audit();
        return switch (audit.target()) {
            case NONE -> AuditLog.silent(counters::happened);
            case LOG -> AuditLog.inTheServersLog(Clock.systemUTC(), counters::happened);
            case FILE -> auditFile(audit, counters::happened);
        };
    }

    static void close(@Disposes AuditLog audit) {
        audit.close();
    }

    @Produces
    @Singleton
    static Traffic traffic() {
        return Traffic.begin(System::nanoTime, Clock.systemUTC());
    }

    @Produces
    @Singleton
    static Deployment deployment(
            LiveSettings settings, Counters counters, AuditLog audit, ProxyCheck proxies, Traffic traffic) {
        UnreadBodies unread = new UnreadBodies(System::nanoTime);
        return new Deployment(
                settings.view(SettingsTranslation::requestSettings), counters, audit, proxies, unread, traffic);
    }

    @Produces
    @Singleton
    static Takedowns takedowns(FileRepository repository, AuditLog audit) {
        return new Takedowns(repository, Clock.systemUTC(), audit);
    }

    /** Chooses the implementation of the store. The audit log has its checkpoint below the base path in any case. */
    private static OpenStore store(Settings settings, ContextPath deployment, ContentCache contents, TrustedClock clock)
            throws IOException {
        Optional<S3Settings> bucket = settings.bucket();
        return bucket.isPresent()
                ? inABucket(bucket.get(), settings.basePath(), contents, clock)
                : inAFolder(settings, deployment, contents, clock);
    }

    private static OpenStore inABucket(S3Settings bucket, Path basePath, ContentCache contents, TrustedClock clock)
            throws IOException {
        try {
            return BucketStore.open(bucket, basePath, contents, clock);
        } catch (NoClassDefFoundError e) {
            if (!String.valueOf(e.getMessage()).startsWith("software/amazon/")) {
                throw e;
            }
            throw new StartupException("stowage.storage=s3 needs upload-s3.war: deploy that file instead of this one");
        }
    }

    private static OpenStore inAFolder(
            Settings settings, ContextPath deployment, ContentCache contents, TrustedClock clock) throws IOException {
        Path memory = Server.current().dataDirectory().resolve("stowage-stores/" + deployment.fileName());
        Durability durability = switch (settings.durability()) {
            case FSYNC -> Durability.FSYNC;
            case NONE -> Durability.NONE;
        };
        ReopeningRepository store =
                ReopeningRepository.open(settings.basePath(), durability, contents, clock.dates(), memory);
        return new OpenStore(store, store::id, clock, store.isThere());
    }

    /** What can be done about a store that is missing belongs to it. */
    private static String words(IOException e) {
        return e instanceof StoreMissingException missing
                ? missing.getMessage() + "; " + missing.remedy()
                : String.valueOf(e.getMessage());
    }

    private static AuditLog auditFile(AuditSettings settings, Consumer<AuditEvent.Action> counts) {
        Path path =
                settings.file().orElseGet(() -> Server.current().logDirectory().resolve(AUDIT_FILE));
        try {
            return AuditLog.inAFile(path, settings.fileSize().bytes(), settings.files(), Clock.systemUTC(), counts);
        } catch (IOException e) {
            throw new StartupException("the audit log cannot be written: " + e);
        }
    }
}
