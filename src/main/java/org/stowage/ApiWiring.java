package org.stowage;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.stowage.audit.AuditLog;
import org.stowage.config.InvalidSettingsException;
import org.stowage.config.LiveSettings;
import org.stowage.http.Addresses;
import org.stowage.management.SettingsControl;
import org.stowage.management.api.AuditCalls;
import org.stowage.management.api.FileCalls;
import org.stowage.management.api.FileQuestions;
import org.stowage.management.api.HistoryCalls;
import org.stowage.management.api.OrderCalls;
import org.stowage.management.api.OverviewCalls;
import org.stowage.management.api.RetentionCalls;
import org.stowage.management.api.TrafficCalls;
import org.stowage.management.check.Diagnosis;
import org.stowage.management.history.Amounts;
import org.stowage.management.history.HistoryRecorder;
import org.stowage.management.metrics.Counters;
import org.stowage.management.metrics.UploadsView;
import org.stowage.management.orders.ErasureRecords;
import org.stowage.management.orders.Jobs;
import org.stowage.management.orders.OrderReader;
import org.stowage.management.orders.Orders;
import org.stowage.management.traffic.Traffic;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.Takedowns;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.storage.ContentCache;

/** Produces the JSON API below {@code /-/}, and the jobs that it gives orders to. */
@Dependent
public final class ApiWiring {

    @Produces
    @Singleton
    static AdminApi api(
            FileCalls files,
            OverviewCalls overview,
            HistoryCalls history,
            RetentionCalls retention,
            OrderCalls orders,
            TrafficCalls traffic) {
        return new AdminApi(files, overview, history, retention, orders, traffic);
    }

    @Produces
    @Singleton
    static FileCalls files(
            FileQuestions questions,
            RetainingRepository repository,
            OrderReader reader,
            Orders orders,
            AuditLog audit) {
        return new FileCalls(questions, repository, reader, orders, new AuditCalls(audit));
    }

    @Produces
    @Singleton
    static OverviewCalls overview(
            LiveSettings settings, RetainingRepository repository, Sweeper sweeper, Traffic traffic) {
        return new OverviewCalls(
                ManagementWiring.version(), Clock.systemUTC(), repository, sweeper, traffic, settings::refused);
    }

    @Produces
    @Singleton
    static HistoryCalls history(HistoryRecorder recorder) {
        return new HistoryCalls(recorder, Clock.systemUTC());
    }

    /** Started and ended by {@link Startup}. */
    @Produces
    @Singleton
    static HistoryRecorder recorder(ContextPath deployment, Counters counters, ContentCache contents) {
        UploadsView counted = new UploadsView(counters, contents);
        return new HistoryRecorder(
                Server.current().dataDirectory().resolve("stowage-history/" + deployment.fileName()),
                () -> new Amounts(
                        counted.getUploadsStored(),
                        counted.getDownloadsCompleted(),
                        counted.getBytesReceived(),
                        counted.getBytesSent(),
                        counted.getRefusedByCode()),
                Clock.systemUTC());
    }

    @Produces
    @Singleton
    static RetentionCalls retention(LiveSettings settings, RetainingRepository repository) {
        return new RetentionCalls(
                settings, new SettingsControl(settings), values -> rules(settings, values), repository);
    }

    @Produces
    @Singleton
    static OrderCalls orderCalls(OrderReader reader, Orders orders, Jobs jobs, ErasureRecords records) {
        return new OrderCalls(reader, orders, jobs, records);
    }

    @Produces
    @Singleton
    static TrafficCalls trafficCalls(Traffic traffic, Diagnosis diagnosis) {
        return new TrafficCalls(traffic, diagnosis);
    }

    @Produces
    @Singleton
    static OrderReader reader(RetainingRepository repository, Takedowns takedowns, Supplier<Addresses> addresses) {
        return new OrderReader(repository, takedowns, url -> addresses.get().keyOf(url));
    }

    @Produces
    @Singleton
    static Orders orders(RetainingRepository repository, Takedowns takedowns) {
        return new Orders(repository, takedowns);
    }

    @Produces
    @Singleton
    static ErasureRecords records(ContextPath deployment) {
        return new ErasureRecords(
                Server.current().dataDirectory().resolve("stowage-erasures/" + deployment.fileName()));
    }

    /** Ended by {@link Startup}, because it uses the store. */
    @Produces
    @Singleton
    static Jobs jobs(Orders orders, ErasureRecords records) {
        return new Jobs(orders, records, Clock.systemUTC());
    }

    private static RetentionRules rules(LiveSettings settings, Map<String, String> values) {
        try {
            return SettingsTranslation.retentionPolicy(settings.proposed(values))
                    .rules();
        } catch (InvalidSettingsException e) {
            throw new IllegalArgumentException(e.getMessage() + ".", e);
        }
    }
}
