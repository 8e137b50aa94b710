package org.stowage.retention.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowage.storage.FileKey;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/** Which rule decides, and when a file expires. */
final class RetentionRulesTest {

    private static final Instant STORED = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void withoutRulesOnlyTheWordOfTheXmppServerCounts() {
        RetentionRules none = new RetentionRules(List.of());
        assertThat(none.expiryOf(file("a/b", 1, "a/b", null, null))).isEmpty();
        Instant later = STORED.plusSeconds(60);
        assertThat(none.expiryOf(file("a/b", 1, "a/b", null, later))).contains(new Expiry(later, "(expires)"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "story_1.jpg, 5,    image/jpeg,                 -,          day",
                "photo.jpg,   2000, image/jpeg; charset=x,      -,          week",
                "photo.jpg,   2000, IMAGE/JPEG,                 -,          week",
                "photo.jpg,   1000, image/jpeg,                 -,          month",
                "photo.jpg,   2000, imagex/jpeg,                -,          month",
                "notes.txt,   5,    text/plain,                 a@keep.org, ever",
                "story_1.jpg, 5,    image/jpeg,                 a@keep.org, day",
                "notes.txt,   5,    text/plain,                 a@b.org,    month",
                "notes.txt,   5,    application/pdf,            -,          month",
                "a.pdf,       5,    application/pdf;v=\"1;2\",  x@pdf.org,  year"
            })
    void firstRuleThatMatchesCounts(String name, long size, String type, @Nullable String owner, String rule) {
        RetentionRules rules = new RetentionRules(List.of(
                new Rule("day", Duration.ofDays(1), null, "story_*", null, null, null, null),
                new Rule("week", Duration.ofDays(7), "image/*", null, null, null, 1000L, null),
                new Rule("ever", null, null, null, "*@keep.org", null, null, null),
                new Rule("year", Duration.ofDays(365), "application/pdf", null, "*@pdf.org", null, null, 10L),
                new Rule("month", Duration.ofDays(30), null, null, null, null, null, null)));
        StoredFile file = file("x/" + name, size, type, owner, null);
        assertThat(rules.expiryOf(file).map(Expiry::rule).orElse("ever")).isEqualTo(rule);
        assertThat(rules.protect(file)).isEqualTo(rule.equals("ever"));
    }

    @Test
    void ruleOfATenantIsAboutNobodyElse() {
        RetentionRules rules = new RetentionRules(
                List.of(new Rule("capulets", Duration.ofDays(1), null, null, null, "capulet", null, null)));
        StoredFile theirs = new StoredFile(new Slot(new FileKey("capulet", "a/b"), 1, "a/b"), "", STORED);
        assertThat(rules.expiryOf(theirs)).contains(new Expiry(STORED.plus(Duration.ofDays(1)), "capulets"));
        assertThat(rules.expiryOf(file("a/b", 1, "a/b", null, null))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"P10D, P5D, P5D, (expires)", "P5D, P10D, P5D, all", "P5D, P5D, P5D, all"})
    void soonerOfRuleAndTokenCounts(Duration keepFor, Duration expires, Duration end, String by) {
        RetentionRules rules =
                new RetentionRules(List.of(new Rule("all", keepFor, null, null, null, null, null, null)));
        assertThat(rules.expiryOf(file("a/b", 1, "a/b", null, STORED.plus(expires))))
                .contains(new Expiry(STORED.plus(end), by));
    }

    /** The XMPP server has told its users when the file expires. */
    @Test
    void tokenCountsAgainstARuleThatKeepsForEver() {
        RetentionRules rules = new RetentionRules(List.of(new Rule("keep", null, null, null, null, null, null, null)));
        assertThat(rules.expiryOf(file("a/b", 1, "a/b", null, STORED.plusSeconds(9))))
                .contains(new Expiry(STORED.plusSeconds(9), "(expires)"));
        assertThat(rules.expiryOf(file("a/b", 1, "a/b", null, null))).isEmpty();
    }

    private static StoredFile file(
            String path, long size, String type, @Nullable String owner, @Nullable Instant expires) {
        return new StoredFile(new Slot(new FileKey(path), size, type, owner, expires), "", STORED);
    }
}
