package org.stowage.management.api;

import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.stowage.management.admin.AdminAnswer;
import org.stowage.management.admin.AdminRequest;
import org.stowage.management.admin.AdminRoute;
import org.stowage.management.history.Amounts;
import org.stowage.management.history.History;
import org.stowage.management.history.HistoryRecorder;
import org.stowage.management.history.Span;

/** The call about what happened in the last hour, day, month or year. */
public final class HistoryCalls {

    private final HistoryRecorder recorder;
    private final Clock clock;

    /** Answers from this. */
    public HistoryCalls(HistoryRecorder recorder, Clock clock) {
        this.recorder = recorder;
        this.clock = clock;
    }

    /** Returns the calls. */
    public List<AdminRoute> routes() {
        return List.of(AdminRoute.get("history", this::history));
    }

    private AdminAnswer history(AdminRequest request) {
        Span span = spanOf(request.parameters("span").text("span").orElse("day"));
        List<HistoryPoint> points = recorder.history().last(span, clock.instant()).stream()
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
                amounts.refusals().entrySet().stream()
                        .map(code -> new CodeCount(code.getKey(), code.getValue()))
                        .sorted(Comparator.comparing(CodeCount::code))
                        .toList());
    }

    private static String line(HistoryPoint point) {
        long refused = point.refusals().stream().mapToLong(CodeCount::count).sum();
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
