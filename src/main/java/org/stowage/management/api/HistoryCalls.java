package org.stowage.management.api;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.stowage.management.admin.AdminAnswer;
import org.stowage.management.admin.AdminRequest;
import org.stowage.management.admin.AdminRoute;
import org.stowage.management.history.Amounts;
import org.stowage.management.history.History;
import org.stowage.management.history.Span;

/** The call about what happened in the last hour, day, month or year. */
public final class HistoryCalls {

    private final History history;
    private final Clock clock;

    /** Answers from this. */
    public HistoryCalls(History history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    /** Returns the calls. */
    public List<AdminRoute> routes() {
        return List.of(AdminRoute.get("history", this::history));
    }

    private AdminAnswer history(AdminRequest request) {
        Span span = spanOf(request.parameters("span").text("span").orElse("day"));
        List<HistoryPoint> points = history.last(span, clock.instant()).stream()
                .map(HistoryCalls::point)
                .toList();
        HistoryPage page = new HistoryPage(word(span), span.interval().toSeconds(), span.intervals(), points);
        return Answers.of(request, page, points.stream().map(HistoryCalls::line));
    }

    private static Span spanOf(String word) {
        return Arrays.stream(Span.values())
                .filter(span -> word(span).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The span is hour, day, month or year."));
    }

    private static String word(Span span) {
        return span.name().toLowerCase(Locale.ROOT);
    }

    private static HistoryPoint point(History.Interval interval) {
        Amounts amounts = interval.amounts();
        return new HistoryPoint(
                interval.begin(),
                amounts.uploads(),
                amounts.downloads(),
                amounts.received(),
                amounts.sent(),
                amounts.refusals());
    }

    private static String line(HistoryPoint point) {
        long refused =
                point.refusals().values().stream().mapToLong(Long::longValue).sum();
        return String.format(
                Locale.ROOT,
                "%s %d uploads of %d bytes, %d downloads of %d bytes, %d refused",
                point.time(),
                point.uploads(),
                point.bytesReceived(),
                point.downloads(),
                point.bytesSent(),
                refused);
    }
}
