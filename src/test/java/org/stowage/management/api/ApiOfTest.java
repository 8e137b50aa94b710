package org.stowage.management.api;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.stowage.audit.AuditLog;
import org.stowage.management.admin.AdminRoute;
import org.stowage.management.history.Amounts;
import org.stowage.management.history.HistoryRecorder;
import org.stowage.management.orders.ErasureRecords;
import org.stowage.management.orders.Jobs;
import org.stowage.management.orders.OrderReader;
import org.stowage.management.orders.Orders;
import org.stowage.management.traffic.Traffic;
import org.stowage.retention.Takedowns;
import org.stowage.retention.sweep.Sweeper;

/** The calls of the API about the files of a {@link QuestionedStore}. */
final class ApiOfTest implements AutoCloseable {

    private final QuestionedStore store;
    private final AuditLog audit;
    private final Sweeper sweeper;
    private final Traffic traffic = Traffic.begin(System::nanoTime, Clock.systemUTC());
    private final Jobs jobs;
    private final List<AdminRoute> routes;
    private volatile Runnable audited = () -> {};

    ApiOfTest(Path folder) throws IOException {
        store = new QuestionedStore(folder.resolve("store")).cataloged();
        audit = AuditLog.inAFile(folder.resolve("audit.log"), 1 << 20, 2, Clock.systemUTC(), action -> audited.run());
        sweeper = store.store().sweeper();
        Takedowns takedowns = new Takedowns(store.store().repository(), Clock.systemUTC(), audit);
        Orders orders = new Orders(store.store().repository(), takedowns);
        ErasureRecords records = new ErasureRecords(folder.resolve("erasures"));
        jobs = new Jobs(orders, records, Clock.systemUTC());
        OrderReader reader = new OrderReader(store.store().repository(), takedowns, QuestionedStore::key);
        routes = Stream.of(
                        store.calls(audit).routes(),
                        new OrderCalls(reader, orders, jobs, records).routes(),
                        new TrafficCalls(traffic, DiagnosisOfTest.nothing()).routes(),
                        new OverviewCalls(
                                        "1", Clock.systemUTC(), store.store().repository(), sweeper, traffic, () -> "")
                                .routes(),
                        new HistoryCalls(
                                        new HistoryRecorder(
                                                folder.resolve("history"), () -> Amounts.NONE, Clock.systemUTC()),
                                        Clock.systemUTC())
                                .routes(),
                        new RetentionCalls(
                                        DiagnosisOfTest.settings(),
                                        DiagnosisOfTest.changes(),
                                        DiagnosisOfTest::rules,
                                        store.store().repository())
                                .routes())
                .flatMap(List::stream)
                .toList();
    }

    List<AdminRoute> routes() {
        return routes;
    }

    Called called() {
        return new Called(routes);
    }

    /** Calls this in the middle of each order, when a line is written to the audit log. */
    void whenAudited(Runnable call) {
        audited = call;
    }

    QuestionedStore store() {
        return store;
    }

    Traffic traffic() {
        return traffic;
    }

    @Override
    public void close() {
        jobs.close();
        sweeper.close();
        audit.close();
        store.close();
    }
}
