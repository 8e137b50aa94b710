package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.management.figures.Counters;
import org.stowage.storage.local.Durability;
import org.stowage.storage.local.LocalRepository;
import org.stowage.token.Deletions;

/** What a server needs to answer before the servlet. */
final class DownloadsTest {

    private static final RequestHeaders REQUEST = Sample.headers("Origin", "https://chat.example.org");

    @TempDir
    private Path folder;

    private Terms terms = terms(Set.of(), LogDetail.UPLOADS);

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
    void termsAreThoseOfTheMoment() throws IOException {
        try (LocalRepository repository = LocalRepository.open(folder, Durability.NONE, Clock.systemUTC())) {
            Downloads downloads = downloads(repository);
            assertThat(downloads.areLogged()).isFalse();
            assertThat(downloads.key("any", "a/b")).isPresent();
            terms = new Terms(
                    new Tenants(List.of(new Tenant("m", "", "m", 1))),
                    new Deletions(Map.of()),
                    Cors.ANY,
                    LogDetail.DOWNLOADS,
                    Duration.ofSeconds(90));
            assertThat(downloads.areLogged()).isTrue();
            assertThat(downloads.key("any", "a/b")).isEmpty();
        }
    }

    private Downloads downloads(LocalRepository repository) {
        return new Downloads(repository, () -> terms, new Counters(System::nanoTime));
    }

    private static Terms terms(Set<String> origins, LogDetail detail) {
        return new Terms(
                new Tenants(List.of(Tenant.alone(1))),
                new Deletions(Map.of()),
                new Cors(origins),
                detail,
                Duration.ofSeconds(90));
    }
}
