package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stowage.retention.policy.Limit;
import org.stowage.retention.usage.Admission.QuotaExceeded;
import org.stowage.storage.FileKey;
import org.stowage.storage.Slot;

/** How users are told that there is no room. */
final class ShortageTest {

    private static final Slot SLOT = new Slot(new FileKey("a/b"), 300L << 20, "a/b", "romeo@montague.example", null);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OWNER       | OWNER_QUOTA  | You have used 1.9 GiB of your 2.0 GiB; there is no room for another 300 MiB.",
                "OWNER_DAILY | DAILY_QUOTA  | You have uploaded 1.9 GiB of the 2.0 GiB that you may upload in a day;"
                        + " this file has 300 MiB.",
                "TENANT      | TENANT_QUOTA | The file store is full; try again later.",
                "TOTAL       | TOTAL_QUOTA  | The file store is full; try again later.",
                "FREE_SPACE  | FREE_SPACE   | The file store is full; try again later."
            })
    void usersAreToldTheirOwnNumbersOnly(Limit limit, Refusal refusal, String sentence) {
        assertThat(Shortage.of(new QuotaExceeded(limit, SLOT, 2_000_000_000, 2L << 30, true)))
                .isEqualTo(new Shortage(refusal, sentence, true));
    }

    @ParameterizedTest
    @EnumSource
    void sentenceNamesNeitherOwnerNorFile(Limit limit) {
        assertThat(Shortage.of(new QuotaExceeded(limit, SLOT, 1, 2, false)).sentence())
                .matches("[A-Z][ -~]+\\.")
                .doesNotContain("romeo", "a/b");
    }
}
