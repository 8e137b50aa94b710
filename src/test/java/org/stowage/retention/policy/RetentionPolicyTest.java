package org.stowage.retention.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Tombstone.Reason;

/** When a tombstone can be purged: at the earlier of its two ends. */
final class RetentionPolicyTest {

    private static final Instant DELETED = Instant.parse("2026-01-02T04:00:00Z");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "PT24H,   -,     PT23H59M, false",
                "PT24H,   -,     PT24H,    true",
                "PT24H,   PT48H, PT23H59M, false",
                "PT24H,   PT48H, PT24H,    true",
                "PT8760H, PT48H, PT47H59M, false",
                "PT8760H, PT48H, PT48H,    true",
                "PT8760H, -,     PT8759H,  false",
                "PT1M,    -,     PT-1H,    false"
            })
    void tombstoneIsForgotten(Duration tombstones, @Nullable Duration until, Duration later, boolean forgotten) {
        RetentionPolicy policy = new RetentionPolicy(
                new RetentionRules(List.of()), Quotas.NONE, Duration.ofHours(6), Duration.ofDays(7), tombstones);
        Tombstone tombstone = new Tombstone(
                Fingerprint.of(new FileKey("a/b")),
                DELETED,
                Reason.DELETED,
                until == null ? null : DELETED.plus(until),
                "");
        assertThat(policy.forgets(tombstone, DELETED.plus(later))).isEqualTo(forgotten);
    }
}
