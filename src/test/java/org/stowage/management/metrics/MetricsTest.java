package org.stowage.management.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.audit.AuditEvent;
import org.stowage.audit.AuditLog;
import org.stowage.catalog.MemoryEngine;
import org.stowage.nodes.Membership;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.SteadyClock;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionPolicy;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.storage.ContentCache;
import org.stowage.storage.FileKey;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/** The text for Prometheus; the rules, the dashboard and the docs name only metrics that exist. */
final class MetricsTest {

    private static final RetentionRules NO_RULES = new RetentionRules(List.of());
    private static final Pattern SERIES = Pattern.compile("^(stowage_\\w+)", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("stowage_[a-z_]+");

    @TempDir
    private Path folder;

    /** A clock that stands still, so that all durations are 0. */
    private final Counters counters = new Counters(() -> 0);

    private RetainingRepository repository;
    private Sweeper sweeper;
    private Metrics metrics;

    @BeforeEach
    void open() throws IOException {
        Quotas quotas = new Quotas(1000L, null, null, null, Map.of("capulet", 100L), false);
        repository = new RetainingRepository(
                LocalRepository.open(folder, Durability.NONE, Clock.systemUTC()),
                MemoryEngine.place(folder),
                () -> new RetentionPolicy(
                        NO_RULES, quotas, Duration.ofHours(6), Duration.ofDays(7), Duration.ofDays(365)),
                SteadyClock.ofThisMachine(),
                AuditLog.silent());
        sweeper = new Sweeper(repository);
        metrics = new Metrics(counters, "1.2.3", Instant.ofEpochSecond(1_000_000_000))
                .with(repository, sweeper)
                .with(() -> 2)
                .with(AuditLog.silent())
                .with(ContentCache.off())
                .withNodes(() -> Membership.ALONE);
    }

    @AfterEach
    void close() {
        sweeper.close();
        repository.close();
    }

    @Test
    void everythingIsThereFromTheStart() {
        assertThat(lines(""))
                .contains(
                        "stowage_build_info{version=\"1.2.3\"} 1",
                        "stowage_start_timestamp_seconds 1.0E9",
                        "stowage_uploads_in_progress 0.0",
                        "stowage_uploads_broken_off_total 0.0",
                        "stowage_upload_received_bytes_total 0.0",
                        "stowage_upload_duration_seconds_bucket{le=\"+Inf\"} 0",
                        "stowage_downloads_begun_total 0.0",
                        "stowage_download_sent_bytes_total 0.0",
                        "stowage_download_duration_seconds_count{method=\"HEAD\"} 0",
                        "stowage_store_files 0.0",
                        "stowage_store_counted 0.0",
                        "stowage_quota_bytes{quota=\"tenant.capulet\"} 100.0",
                        "stowage_quota_bytes{quota=\"total\"} 1000.0",
                        "stowage_sweep_interval_seconds 21600.0",
                        "stowage_settings_refused 2.0",
                        "# EOF")
                .anyMatch(line -> line.startsWith("stowage_store_usable_bytes "))
                .noneMatch(line -> line.startsWith("stowage_last_sweep"));
    }

    @Test
    void whatHappensIsTold() throws IOException {
        fill();
        assertThat(lines(""))
                .contains(
                        "stowage_uploads_stored_total{contract=\"jwt\",secret=\"y2026\",tenant=\"capulet\"} 1.0",
                        "stowage_uploads_broken_off_total 1.0",
                        "stowage_uploads_in_progress 1.0",
                        "stowage_upload_received_bytes_total 500.0",
                        "stowage_upload_duration_seconds_count 1",
                        "stowage_downloads_begun_total 4.0",
                        "stowage_downloads_completed_total 2.0",
                        "stowage_downloads_broken_off_total 1.0",
                        "stowage_downloads_in_progress 1.0",
                        "stowage_download_sent_bytes_total 77.0",
                        "stowage_download_duration_seconds_count{method=\"GET\"} 1",
                        "stowage_download_duration_seconds_count{method=\"HEAD\"} 1",
                        "stowage_heads_total 1.0",
                        "stowage_refusals_total{code=\"bad-token\"} 1.0",
                        "stowage_files_removed_total{reason=\"evicted\"} 1.0",
                        "stowage_files_removed_total{reason=\"expired\"} 0.0",
                        "stowage_store_counted 1.0",
                        "stowage_store_files 1.0",
                        "stowage_tenant_bytes{tenant=\"capulet\"} 10.0",
                        "stowage_last_sweep_files 0.0",
                        "stowage_last_sweep_unreadable 0.0")
                .anyMatch(line -> line.startsWith("stowage_last_sweep_timestamp_seconds 1."))
                .anyMatch(line -> line.startsWith("stowage_last_sweep_duration_seconds "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "text/html,application/xhtml+xml,*/*;q=0.8",
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.3,*/*;q=0.1"
            })
    void openMetricsIsWhatMostGet(String accept) {
        Metrics.Text text = metrics.text(accept);
        assertThat(text.contentType()).isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(new String(text.bytes(), StandardCharsets.UTF_8)).endsWith("# EOF\n");
    }

    @Test
    void theOlderFormatIsForWhoAsksForIt() {
        Metrics.Text text = metrics.text("text/plain;version=0.0.4");
        assertThat(text.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(new String(text.bytes(), StandardCharsets.UTF_8))
                .contains("# TYPE stowage_heads_total counter\n")
                .doesNotContain("# EOF");
    }

    @Test
    void theLibraryStartsNoThread() throws IOException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        fill();
        assertThat(lines("")).isNotEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("prometheus") || name.contains("exemplar"));
    }

    @Test
    void theServersPropertiesChangeNothing() {
        System.setProperty("io.prometheus.metrics.exemplarsEnabled", "true");
        System.setProperty("io.prometheus.metrics.histogramNativeOnly", "true");
        try {
            Counters others = new Counters(System::nanoTime);
            others.stored("v1", "", "default", others.now());
            Metrics told = new Metrics(others, "1", Instant.EPOCH);
            assertThat(new String(told.text("").bytes(), StandardCharsets.UTF_8))
                    .contains("stowage_upload_duration_seconds_bucket{le=\"0.005\"} 1\n")
                    .contains("stowage_uploads_stored_total{contract=\"v1\",secret=\"default\",tenant=\"\"} 1.0\n");
        } finally {
            System.clearProperty("io.prometheus.metrics.exemplarsEnabled");
            System.clearProperty("io.prometheus.metrics.histogramNativeOnly");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/audit-log.md",
                "docs/clients.md",
                "docs/metrics-and-health.md",
                "docs/operate.md",
                "server-config/grafana/stowage.json",
                "server-config/prometheus/alerts.yml",
                "server-config/prometheus/scrape.yml"
            })
    void whatIsNamedElsewhereExists(String file) throws IOException {
        fill();
        Set<String> known = names(SERIES, String.join("\n", lines("")));
        known.addAll(families());
        Set<String> named = names(NAME, Files.readString(Path.of(file)));
        assertThat(known).containsAll(named);
    }

    @Test
    void thePageNamesAllThereAre() throws IOException {
        fill();
        assertThat(names(NAME, Files.readString(Path.of("docs/metrics-and-health.md"))))
                .containsAll(families());
    }

    private void fill() throws IOException {
        counters.uploadBegun();
        counters.received(500);
        counters.stored("jwt", "capulet", "y2026", counters.now());
        counters.uploadBrokenOff();
        for (int i = 0; i < 4; i++) {
            counters.downloadBegun();
        }
        counters.sent(70);
        counters.downloadCompleted(counters.now());
        counters.downloadHandedOver(7);
        counters.downloadBrokenOff();
        counters.headAnswered(counters.now());
        counters.refused("bad-token");
        counters.happened(AuditEvent.Action.STORED);
        counters.happened(AuditEvent.Action.EVICTED);
        try (PendingUpload upload =
                repository.begin(new Slot(new FileKey("capulet", "a/b.bin"), 10, "a/b", "romeo", null))) {
            upload.write(ByteBuffer.allocate(10));
            upload.publish();
        }
        sweeper.sweepNow();
    }

    /** Returns the names of all metrics, with {@code _total} for counters and without the parts of histograms. */
    private Set<String> families() {
        Set<String> families = new TreeSet<>();
        Matcher types =
                Pattern.compile("^# TYPE (\\w+) (\\w+)$", Pattern.MULTILINE).matcher(String.join("\n", lines("")));
        while (types.find()) {
            String suffix = Map.of("counter", "_total", "info", "_info").getOrDefault(types.group(2), "");
            families.add(types.group(1) + suffix);
        }
        return families;
    }

    private List<String> lines(String accept) {
        return new String(metrics.text(accept).bytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static Set<String> names(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(matcher.groupCount()));
        }
        return names;
    }
}
