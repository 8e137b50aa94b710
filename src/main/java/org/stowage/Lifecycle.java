package org.stowage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.audit.AuditLog;
import org.stowage.catalog.StoreCatalog;
import org.stowage.config.LiveSettings;
import org.stowage.config.Settings;
import org.stowage.management.CatalogControl;
import org.stowage.management.Registration;
import org.stowage.management.RetentionControl;
import org.stowage.management.SettingsControl;
import org.stowage.management.StoreControl;
import org.stowage.management.check.Diagnosis;
import org.stowage.management.check.DiagnosisControl;
import org.stowage.management.check.SelfCheck;
import org.stowage.management.check.StartupCheck;
import org.stowage.management.check.TestUpload;
import org.stowage.management.check.UploadPreview;
import org.stowage.management.history.HistoryRecorder;
import org.stowage.management.metrics.Counters;
import org.stowage.management.metrics.Metrics;
import org.stowage.management.metrics.UploadsView;
import org.stowage.management.micrometer.MicrometerMeters;
import org.stowage.management.orders.Jobs;
import org.stowage.management.orders.OrderReader;
import org.stowage.management.orders.Orders;
import org.stowage.nodes.Nodes;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.storage.ContentCache;

/**
 * Opens and starts the parts of a deployment; {@link Startup} defines the order. Not final, because CDI makes a proxy
 * of it. Most parts are looked up at their first use, because they cannot be made before the context path is known.
 */
@ApplicationScoped
public class Lifecycle {

    private static final Logger LOG = Logger.getLogger("org.stowage");
    private static final String MICROMETER = "io.micrometer.core.instrument.MeterRegistry";

    @Inject
    private ContextPath contextPath;

    @Inject
    private Instance<LiveSettings> settings;

    @Inject
    private Instance<RetainingRepository> repository;

    @Inject
    private Instance<ContentCache> contents;

    @Inject
    private Instance<Sweeper> sweeper;

    @Inject
    private Instance<StoreNodes> nodes;

    @Inject
    private Instance<RetentionControl> retention;

    @Inject
    private Instance<CatalogControl> catalog;

    @Inject
    private Instance<AuditLog> audit;

    @Inject
    private Counters counters;

    @Inject
    private Instance<Orders> orders;

    @Inject
    private Instance<OrderReader> reader;

    @Inject
    private Instance<Jobs> jobs;

    @Inject
    private Instance<HistoryRecorder> history;

    @Inject
    private Instance<UploadPreview> preview;

    @Inject
    private Instance<Diagnosis> diagnosis;

    @Inject
    private Instance<SelfCheck> selfCheck;

    @Inject
    private Instance<TestUpload> testUpload;

    @Inject
    private Instance<Metrics> metrics;

    /**
     * Opens the settings, the store and the audit log.
     *
     * @param at the context path of the deployment
     * @param host the virtual host
     * @return the settings in force
     * @throws StartupException if a setting is wrong, or the store or the audit log cannot be opened
     */
    Settings open(String at, String host) {
        contextPath.set(at, host);
        LiveSettings live = settings.get();
        repository.get();
        nodes.get();
        audit.get();
        return live.get();
    }

    /** Runs the checks of an upload once, to load their classes. */
    void warmUp() {
        WarmUp.askAboutUploads(
                settings.get().get(), preview.get(), Clock.systemUTC().instant());
    }

    /** Tells whether clients have sent or fetched anything. */
    boolean isUsed() {
        UploadsView figures = new UploadsView(counters, contents.get());
        return figures.getBytesReceived() > 0 || figures.getBytesSent() > 0;
    }

    /** Registers the MXBeans; closing the registrations removes them. */
    List<Registration> register() {
        Map<String, Object> beans = Map.of(
                "Uploads", new UploadsView(counters, contents.get()),
                "Store",
                        new StoreControl(
                                orders.get(), reader.get(), repository.get().bans()),
                "Retention", retention.get(),
                "Catalog", catalog.get(),
                "Settings", new SettingsControl(settings.get()),
                "Diagnosis", new DiagnosisControl(diagnosis.get(), selfCheck.get(), testUpload.get()));
        return beans.entrySet().stream()
                .flatMap(bean ->
                        Registration.of(bean.getValue(), bean.getKey(), contextPath.get(), contextPath.host()).stream())
                .toList();
    }

    /**
     * Runs the self-check and logs its findings, now and again when the server has started, unless the returned object
     * is closed before.
     */
    StartupCheck startCheck() {
        return new StartupCheck(selfCheck.get());
    }

    /** Reads the configuration every second until the returned object is closed. */
    SettingsRefresh refreshSettings() {
        return SettingsRefresh.start(new SettingsControl(settings.get()));
    }

    /** Registers the metrics with the server's Micrometer, if it has one; running the returned action removes them. */
    Optional<Runnable> registerWithMicrometer() {
        try {
            Class.forName(MICROMETER, false, Lifecycle.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
        try {
            return MicrometerMeters.inTheServersRegistry(metrics.get(), contextPath.get() + "/", System::nanoTime);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "The metrics cannot be registered with Micrometer: " + e, e);
            return Optional.empty();
        }
    }

    /** Starts the thread that counts and sweeps; closing the sweeper stops it. */
    Sweeper startSweeper() {
        Sweeper started = sweeper.get();
        started.start();
        return started;
    }

    /** Meets the other nodes of the store, if there may be others, until the returned action is run. */
    Runnable meetNodes() {
        StoreNodes started = nodes.get();
        StoreCatalog written = repository.get().catalog();
        started.start();
        return () -> started.nodes().ifPresent(met -> leave(met, written));
    }

    /**
     * Tells the others that this node has ended, once the catalog has all that it has changed. Looks nothing up, because the CDI
     * container may have ended and closed the catalog; then the catalog has it already.
     */
    private static void leave(Nodes met, StoreCatalog written) {
        met.close();
        if (met.membership().isInContact()) {
            try {
                written.flush();
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.FINE, "The catalog is closed already.", e);
            }
            met.leave();
        }
    }

    /** Starts to record how much happens; closing the recorder stops it. */
    HistoryRecorder recordHistory() {
        HistoryRecorder started = history.get();
        started.start();
        return started;
    }

    /** Returns what carries out the orders of admins; it must be closed before the store. */
    Jobs jobs() {
        return jobs.get();
    }

    /** Returns the keys that begin like settings but are none. */
    List<String> unknownKeys() {
        return settings.get().unknown();
    }
}
