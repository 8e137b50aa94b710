package org.stowage.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowage.storage.Tombstone.Reason;

/** The times in a tombstone: many files can share it, and it is never purged too early. */
final class TombstoneTest {

    private static final FileKey KEY = new FileKey("a/b");

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:00:00Z,           2026-01-02T03:00:00Z",
        "2026-01-02T03:00:00.000000001Z, 2026-01-02T04:00:00Z",
        "2026-01-02T03:59:59.999Z,       2026-01-02T04:00:00Z",
        "2026-12-31T23:30:00Z,           2027-01-01T00:00:00Z"
    })
    void timeOfTheDeletionIsRoundedUpToTheHour(Instant now, Instant deleted) {
        assertThat(of(null, now).deleted()).isEqualTo(deleted);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,                        -",
                "1970-01-01T00:00:01Z,     2026-01-03T04:00:00Z",
                "2026-01-02T03:04:05Z,     2026-01-03T04:00:00Z",
                "2026-01-02T03:59:59.999Z, 2026-01-03T04:00:00Z",
                "2026-01-02T04:00:00Z,     2026-01-03T04:00:00Z",
                "2026-01-02T04:00:00.001Z, 2026-01-03T05:00:00Z",
                "9999-12-31T23:59:59Z,     +10000-01-02T00:00:00Z"
            })
    void itIsNeededForADayAfterTheDeletionAndTheEndOfTheToken(@Nullable Instant tokenEnds, @Nullable Instant until) {
        assertThat(of(tokenEnds, Instant.parse("2026-01-02T03:04:05Z")).until()).isEqualTo(until);
    }

    @Test
    void itStandsForTheNameOfItsFile() {
        Slot slot = new Slot(KEY, 0, "a/b", null, null, Instant.EPOCH);
        StoredFile file = new StoredFile(slot, new Checksums("00", ""), Instant.EPOCH, "", "v1");
        assertThat(Tombstone.of(file, Instant.EPOCH, Reason.EVICTED))
                .isEqualTo(new Tombstone(
                        Fingerprint.of(KEY), Instant.EPOCH, Reason.EVICTED, Instant.parse("1970-01-02T00:00:00Z"), ""));
    }

    private static Tombstone of(@Nullable Instant tokenEnds, Instant now) {
        return Tombstone.of(Fingerprint.of(KEY), tokenEnds, now, Reason.DELETED);
    }
}
