package org.stowage.management.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.FileBounds;
import org.stowage.catalog.FileQuery;
import org.stowage.catalog.FileTotal;
import org.stowage.management.admin.AdminAnswer;
import org.stowage.management.admin.AdminRequest;
import org.stowage.management.admin.AdminRoute;
import org.stowage.management.traffic.Traffic;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.policy.Amount;
import org.stowage.retention.sweep.SweepReport;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.retention.usage.Usage;

/** The call that sums up the state of the deployment, and the description of all calls. */
public final class OverviewCalls {

    private static final int DAYS = 7;

    /** A disk that is full in a hundred years is not. */
    private static final int FAR_DAYS = 36_500;

    private static final String TENANT = "tenant.";

    private final String version;
    private final Instant started;
    private final Clock clock;
    private final RetainingRepository repository;
    private final Sweeper sweeper;
    private final Traffic traffic;
    private final Supplier<String> refusedSettings;

    /**
     * Answers from these.
     *
     * @param version of Stowage
     * @param clock the time of the server; the deployment has started now
     * @param refusedSettings returns what is wrong with the settings that were last read
     */
    public OverviewCalls(
            String version,
            Clock clock,
            RetainingRepository repository,
            Sweeper sweeper,
            Traffic traffic,
            Supplier<String> refusedSettings) {
        this.version = version;
        this.started = clock.instant();
        this.clock = clock;
        this.repository = repository;
        this.sweeper = sweeper;
        this.traffic = traffic;
        this.refusedSettings = refusedSettings;
    }

    /** Returns the calls. */
    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.get("overview", this::overview),
                AdminRoute.get("openapi.json", request -> AdminAnswer.text("application/json", openApi())));
    }

    private AdminAnswer overview(AdminRequest request) {
        request.parameters();
        Overview overview = overviewOf(request);
        return Answers.of(request, overview, lines(overview));
    }

    private Overview overviewOf(AdminRequest request) {
        Usage usage = repository.usage();
        OptionalLong usable = repository.capacity().usableSpace();
        List<QuotaItem> quotas = quotas(usage);
        return new Overview(
                version,
                clock.instant(),
                started,
                usage.files(),
                usage.bytes(),
                usage.reserved(),
                usage.owners(),
                usage.complete(),
                usable.isPresent() ? usable.getAsLong() : null,
                quotas,
                repository.policy().quotas().evicting(),
                pace(quotas, usable),
                (int) traffic.transfers().all().stream()
                        .filter(listed -> listed.transfer().isUpload())
                        .count(),
                traffic.refusals().size(),
                repository.catalog().isOpen(),
                repository.catalog().trouble().orElse(""),
                sweeper.last().map(SweepReport::finished).orElse(null),
                sweeper.isLate(),
                repository.clock().jump().map(Duration::toSeconds).orElse(0L),
                refusedSettings.get(),
                request.user(),
                request.mayOrder());
    }

    private List<QuotaItem> quotas(Usage usage) {
        List<QuotaItem> items = new ArrayList<>();
        for (Map.Entry<String, Long> quota :
                repository.policy().quotas().byName().entrySet()) {
            items.add(new QuotaItem(quota.getKey(), quota.getValue(), used(quota.getKey(), usage)));
        }
        return items;
    }

    private static @Nullable Long used(String quota, Usage usage) {
        if (quota.equals("total")) {
            return usage.bytes();
        }
        return quota.startsWith(TENANT) ? usage.tenants().getOrDefault(quota.substring(TENANT.length()), 0L) : null;
    }

    /** What was stored and deleted within these days is not seen; it does not fill the disk either. */
    private @Nullable PaceItem pace(List<QuotaItem> quotas, OptionalLong usable) {
        Instant now = clock.instant();
        Duration span = Duration.ofDays(DAYS);
        try {
            long stored = total(new FileBounds(null, null, null, now.minus(span), null), null);
            long due = total(FileBounds.NONE, now.plus(span));
            long daily = Math.max(0, (stored - due) / DAYS);
            FreeRoom room = room(quotas, usable);
            boolean fills = daily > 0 && room.by() != null && room.bytes() / daily < FAR_DAYS;
            return new PaceItem(
                    DAYS,
                    stored,
                    due,
                    daily,
                    fills ? now.plusSeconds((long) ((double) room.bytes() / daily * 86_400)) : null,
                    fills ? room.by() : null);
        } catch (IOException e) {
            return null;
        }
    }

    private long total(FileBounds bounds, @Nullable Instant dueBy) throws IOException {
        FileQuery query = new FileQuery(
                        null,
                        null,
                        null,
                        null,
                        dueBy,
                        false,
                        dueBy == null ? FileQuery.Order.ANY : FileQuery.Order.DUE,
                        1)
                .within(bounds, FileQuestions.PATIENCE);
        FileTotal total = repository.catalog().ask(catalog -> catalog.total(query));
        return total.bytes();
    }

    /**
     * The room that is used up first.
     *
     * @param bytes that fit
     * @param by what limits it; null if nothing does
     */
    private record FreeRoom(long bytes, @Nullable String by) {}

    private static FreeRoom room(List<QuotaItem> quotas, OptionalLong usable) {
        long reserved = quotas.stream()
                .filter(quota -> quota.name().equals("free-space"))
                .mapToLong(QuotaItem::limit)
                .sum();
        FreeRoom least = usable.isPresent()
                ? new FreeRoom(Math.max(0, usable.getAsLong() - reserved), "disk")
                : new FreeRoom(Long.MAX_VALUE, null);
        for (QuotaItem quota : quotas) {
            Long used = quota.used();
            if (used != null && quota.limit() - used < least.bytes()) {
                least = new FreeRoom(Math.max(0, quota.limit() - used), quota.name());
            }
        }
        return least;
    }

    private static Stream<String> lines(Overview overview) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%d files, %s, of %d owners%s",
                overview.files(),
                new Amount(overview.bytes()),
                overview.owners(),
                overview.counted() ? "" : "; not all are counted yet"));
        Long usable = overview.usableBytes();
        if (usable != null) {
            lines.add("free on the disk: " + new Amount(usable));
        }
        for (QuotaItem quota : overview.quotas()) {
            Long used = quota.used();
            lines.add("quota " + quota.name() + ": " + (used == null ? "" : new Amount(used) + " of ")
                    + new Amount(quota.limit()));
        }
        PaceItem pace = overview.pace();
        if (pace != null) {
            lines.add("grows by " + new Amount(pace.bytesPerDay()) + " a day"
                    + (pace.fullAt() == null ? "" : "; " + pace.fullBy() + " is full at " + pace.fullAt()));
        }
        return lines.stream();
    }

    private static String openApi() {
        try (InputStream in = OverviewCalls.class.getResourceAsStream("openapi.json")) {
            return new String(Objects.requireNonNull(in, "openapi.json").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
