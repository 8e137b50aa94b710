package org.stowage;

import java.util.List;
import java.util.stream.Stream;
import org.stowage.management.admin.AdminRoute;
import org.stowage.management.api.FileCalls;
import org.stowage.management.api.HistoryCalls;
import org.stowage.management.api.OrderCalls;
import org.stowage.management.api.OverviewCalls;
import org.stowage.management.api.RetentionCalls;
import org.stowage.management.api.TrafficCalls;

/** The calls of the JSON API, by what they are about. */
record AdminApi(
        FileCalls files,
        OverviewCalls overview,
        HistoryCalls history,
        RetentionCalls retention,
        OrderCalls orders,
        TrafficCalls traffic) {

    List<AdminRoute> routes() {
        return Stream.of(
                        files.routes(),
                        overview.routes(),
                        history.routes(),
                        retention.routes(),
                        orders.routes(),
                        traffic.routes())
                .flatMap(List::stream)
                .toList();
    }
}
