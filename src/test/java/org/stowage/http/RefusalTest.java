package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.Tombstone;

/** The table of refusals. */
final class RefusalTest {

    private static final Set<Integer> STATUSES =
            Set.of(400, 401, 403, 404, 405, 409, 410, 411, 413, 451, 500, 503, 507);

    /** Logs and counters know them by these words: a row here may be added, never changed. */
    @ParameterizedTest
    @CsvSource({
        "BAD_PATH, 400, bad-path",
        "BAD_LENGTH, 400, bad-length",
        "TWO_TYPES, 400, two-types",
        "PARTIAL_PUT, 400, partial-put",
        "NO_TOKEN, 403, no-token",
        "DOUBLED_TOKEN, 403, doubled-token",
        "BAD_TOKEN, 403, bad-token",
        "BANNED, 403, banned",
        "NOT_FOUND, 404, not-found",
        "METHOD_NOT_ALLOWED, 405, method-not-allowed",
        "EXISTS, 409, exists",
        "USED, 409, used",
        "GONE, 410, gone",
        "NO_LENGTH, 411, no-length",
        "TOO_LARGE, 413, too-large",
        "TAKEN_DOWN, 451, taken-down",
        "OWNER_QUOTA, 413, owner-quota",
        "DAILY_QUOTA, 413, daily-quota",
        "TENANT_QUOTA, 507, tenant-quota",
        "TOTAL_QUOTA, 507, total-quota",
        "FREE_SPACE, 507, free-space",
        "INTERNAL, 500, internal",
        "BUSY, 503, busy",
        "STORE_UNAVAILABLE, 503, store-unavailable",
        "STORE_STALLS, 503, store-stalls",
        "OUT_OF_SPACE, 507, out-of-space"
    })
    void statusAndCodeNeverChange(Refusal refusal, int status, String code) {
        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"DELETED, GONE", "EXPIRED, GONE", "EVICTED, GONE", "TAKEN_DOWN, TAKEN_DOWN"})
    void onlyATakedownIsAnsweredDifferentlyFromOtherDeletions(Tombstone.Reason reason, Refusal refusal) {
        assertThat(Refusal.of(Tombstone.of(Fingerprint.of(new FileKey("a/b")), null, Instant.EPOCH, reason)))
                .isEqualTo(refusal);
    }

    @Test
    void tableOfThePageHasExactlyTheseCodes() throws IOException {
        String page = Files.readString(Path.of("docs/operate.md"));
        Set<String> rows = Pattern.compile("(?m)^\\| (`[a-z`, -]+`) \\| ([45]\\d\\d) \\|")
                .matcher(page)
                .results()
                .flatMap(row -> Stream.of(row.group(1).split(", ")).map(code -> code + " " + row.group(2)))
                .collect(Collectors.toSet());
        assertThat(rows)
                .isEqualTo(Stream.of(Refusal.values())
                        .map(refusal -> "`" + refusal.code() + "` " + refusal.status())
                        .collect(Collectors.toSet()));
    }

    @Test
    void codesAreUnique() {
        assertThat(Stream.of(Refusal.values()).map(Refusal::code)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void statusIsOneThatClientsKnow(Refusal refusal) {
        assertThat(refusal.status()).isIn(STATUSES);
    }

    @ParameterizedTest
    @EnumSource
    void codeIsKebabCase(Refusal refusal) {
        assertThat(refusal.code()).matches("[a-z]+(-[a-z]+)*");
    }

    @ParameterizedTest
    @EnumSource
    void sentenceIsOneLineOfAsciiForAUser(Refusal refusal) {
        assertThat(refusal.sentence()).matches("[A-Z][ -~]{10,98}[a-zA-Z]\\.").doesNotContain("  ", "Exception", "/");
    }

    @ParameterizedTest
    @EnumSource
    void clientShouldComeBackOnlyIfTheStoreIsDownOrFull(Refusal refusal) {
        assertThat(refusal.isTemporary()).isEqualTo(refusal.status() == 503 || refusal.status() == 507);
    }
}
