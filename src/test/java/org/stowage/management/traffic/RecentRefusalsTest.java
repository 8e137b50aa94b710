package org.stowage.management.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The last refusals, in bounded memory and without tokens. */
final class RecentRefusalsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final RecentRefusals refusals = new RecentRefusals(Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void lastOneComesFirst() {
        add("/upload/a?v=secret");
        add("/upload/b");
        assertThat(refusals.last(10, refused -> true))
                .extracting(refused -> refused.claim().path())
                .containsExactly("/upload/b", "/upload/a");
        assertThat(refusals.last(1, refused -> true)).hasSize(1);
        assertThat(refusals.last(10, refused -> refused.id() == 1)).hasSize(1);
        assertThat(refusals.find(1).orElseThrow().time()).isEqualTo(NOON);
        assertThat(refusals.find(3)).isEmpty();
    }

    @Test
    void textFormHasNoToken() {
        add("/upload/a?v=secret");
        RefusedRequest refused = refusals.find(1).orElseThrow();
        assertThat(refused.toString()).doesNotContain("secret");
        assertThat(refused.claim().url()).endsWith("?v=secret");
    }

    @Test
    void oldOnesAreForgotten() {
        for (int i = 0; i < RecentRefusals.KEPT + 10; i++) {
            add("/upload/" + i);
        }
        assertThat(refusals.size()).isEqualTo(RecentRefusals.KEPT);
        assertThat(refusals.find(10)).isEmpty();
        assertThat(refusals.find(11)).isPresent();
    }

    @Test
    void longTextsAreNotKept() {
        String huge = "x".repeat(100_000);
        refusals.add(
                new RefusedRequest.RefusedClaim("PUT", "/upload/a?v=" + huge, 5L, huge, huge, null, "1"),
                403,
                "bad-token",
                "",
                "",
                null);
        RefusedRequest.RefusedClaim kept = refusals.find(1).orElseThrow().claim();
        assertThat(kept.url()).isEqualTo("/upload/a");
        assertThat(kept.type()).isNull();
        assertThat(kept.authorization()).isNull();
    }

    private void add(String url) {
        refusals.add(
                new RefusedRequest.RefusedClaim("PUT", url, 5L, "text/plain", null, "192.0.2.1", "1"),
                403,
                "bad-token",
                "The token does not allow this upload.",
                "",
                null);
    }
}
