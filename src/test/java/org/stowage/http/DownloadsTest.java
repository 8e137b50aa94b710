package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.config.Settings.LogDetail;
import org.stowage.management.metrics.Counters;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.local.ReopeningRepository;
import org.stowage.storage.staging.Durability;

/** What a server needs to answer before the servlet. */
final class DownloadsTest {

    private static final RequestHeaders REQUEST = Sample.headers("Origin", "https://chat.example.org");

    @TempDir
    private Path folder;

    private RequestSettings settings = Sample.settings(Cors.ANY, LogDetail.UPLOADS);

    @Test
    void headersOfTheFileReplaceTheCommonOnes() throws IOException {
        try (LocalRepository repository = LocalRepository.open(folder, Durability.NONE, Clock.systemUTC())) {
            DownloadPlan plan = DownloadPlan.forGet(Sample.file("a.png", 10, "image/png"), REQUEST);
            assertThat(downloads(repository).headers(REQUEST, plan))
                    .containsAllEntriesOf(plan.headers())
                    .containsAllEntriesOf(Cors.ANY.headers(REQUEST))
                    .containsKeys(CommonHeaders.ALL.keySet().toArray(String[]::new))
                    .containsEntry("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
    }

    @Test
    void answerThatDiffersByTwoFieldsNamesBoth() throws IOException {
        settings = Sample.settings(new Cors(Set.of("https://chat.example.org")), LogDetail.UPLOADS);
        try (LocalRepository repository = LocalRepository.open(folder, Durability.NONE, Clock.systemUTC())) {
            DownloadPlan plan = DownloadPlan.forGet(Sample.file("a.txt", 10, "text/plain"), REQUEST);
            assertThat(downloads(repository).headers(REQUEST, plan)).containsEntry("Vary", "Origin, Sec-Fetch-Mode");
        }
    }

    @Test
    void settingsInForceAreUsed() throws IOException {
        try (LocalRepository repository = LocalRepository.open(folder, Durability.NONE, Clock.systemUTC())) {
            Downloads downloads = downloads(repository);
            assertThat(downloads.areTheServlets()).isFalse();
            assertThat(downloads.key("any", "a/b")).isPresent();
            settings = new RequestSettings(
                    new Tenants(List.of(Sample.tenant("m", "", "m", 1))),
                    Cors.ANY,
                    new RequestSettings.Logging(LogDetail.DOWNLOADS, true),
                    Optional.empty(),
                    Duration.ofSeconds(90));
            assertThat(downloads.areTheServlets()).isTrue();
            assertThat(downloads.key("any", "a/b")).isEmpty();
        }
    }

    @Test
    void oneRequestKeepsItsSettings() throws IOException {
        try (LocalRepository repository = LocalRepository.open(folder, Durability.NONE, Clock.systemUTC())) {
            Downloads ofOne = downloads(repository).ofOneRequest();
            settings = Sample.settings(new Cors(Set.of("https://chat.example.org")), LogDetail.DOWNLOADS);
            DownloadPlan plan = DownloadPlan.forGet(Sample.file("a.png", 10, "image/png"), REQUEST);
            assertThat(ofOne.areTheServlets()).isFalse();
            assertThat(ofOne.headers(REQUEST, plan)).containsAllEntriesOf(Cors.ANY.headers(REQUEST));
            assertThat(downloads(repository).ofOneRequest().areTheServlets()).isTrue();
        }
    }

    /** Its disk may have been mounted since the deployment began, and be another kind of disk. */
    @Test
    void missingStoreIsLeftToTheServletUntilItIsThere() throws IOException {
        Path base = Files.createDirectory(folder.resolve("store"));
        Path memory = folder.resolve("memory/upload");
        ReopeningRepository.open(base, Durability.NONE, Clock.systemUTC(), memory)
                .close();
        Files.move(base, folder.resolve("disk"));
        try (ReopeningRepository store = ReopeningRepository.open(base, Durability.NONE, Clock.systemUTC(), memory)) {
            Downloads downloads = downloads(store);
            assertThat(downloads.areTheServlets()).isTrue();
            Files.move(folder.resolve("disk"), base);
            assertThat(store.find(new FileKey("a/b"))).isEmpty();
            assertThat(downloads.areTheServlets()).isFalse();
        }
    }

    private Downloads downloads(FileRepository repository) {
        return new Downloads(
                repository,
                () -> settings,
                new Counters(System::nanoTime),
                Sample.traffic().transfers());
    }
}
