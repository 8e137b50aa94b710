package org.stowage.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.audit.AuditEvent.Action;
import org.stowage.audit.AuditLog;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.Rule;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.storage.FileKey;

/** What the audit log gets of files that are deleted without a request. */
final class RetentionAuditTest {

    /** The SHA-256 of four bytes of zero. */
    private static final String FOUR_ZEROS = "df3f619804a92fdb4057192dc43dd748ea778adc52bc498ce80524c014b81119";

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private static final String TIME = "{\"time\":\"2026-11-22T12:00:00Z\",\"event\":";
    private static final String ROMEO = "romeo@montague.example";

    @TempDir
    private Path folder;

    private final List<Action> told = new ArrayList<>();
    private AuditLog audit;

    @BeforeEach
    void open() throws IOException {
        audit = AuditLog.inAFile(folder.resolve("audit.log"), 1 << 20, 1, NOON, told::add);
    }

    @AfterEach
    void close() {
        audit.close();
    }

    @Test
    void expiredFileIsToldWithItsRuleAndOnlyWhenItGoes() throws IOException {
        Rule rule = new Rule("brief", Duration.ofDays(1), null, null, null, null, null, null);
        try (RetainedStore store = new RetainedStore(folder, new RetentionRules(List.of(rule)), Quotas.NONE, audit);
                Sweeper sweeper = store.sweeper()) {
            String sha256 = store.store("a/b", 3, ROMEO).sha256();
            store.pass(Duration.ofDays(2));
            sweeper.dryRun();
            assertThat(told).isEmpty();
            sweeper.sweepNow();
            sweeper.sweepNow();
            assertThat(lines())
                    .containsExactly(TIME + "\"expired\",\"key\":\"a/b\",\"size\":3,"
                            + "\"type\":\"application/octet-stream\",\"owner\":\"" + ROMEO + "\",\"sha256\":\"" + sha256
                            + "\",\"who\":\"sweep\",\"why\":\"brief\"}");
        }
    }

    @Test
    void evictedFileIsToldWithTheLimit() throws Exception {
        Quotas quotas = new Quotas(10L, null, null, null, Map.of(), true);
        try (RetainedStore store = new RetainedStore(folder, new RetentionRules(List.of()), quotas, audit)) {
            try (Sweeper sweeper = store.startSweeper()) {
                store.store("old", 6, null);
                store.pass(Duration.ofDays(1));
                store.storeAtLast(store.slot("new", 7, null));
                sweeper.sweepNow();
            }
            assertThat(lines())
                    .singleElement()
                    .asString()
                    .startsWith(TIME + "\"evicted\",\"key\":\"old\",\"size\":6,")
                    .endsWith("\"who\":\"quota\",\"why\":\"total\"}");
        }
    }

    @Test
    void ordersOfAdminsAreTold() throws IOException {
        try (RetainedStore store = new RetainedStore(folder, new RetentionRules(List.of()), Quotas.NONE)) {
            Takedowns takedowns = new Takedowns(store.repository(), NOON, audit);
            store.store("a", 1, null);
            store.store("b", 2, ROMEO);
            store.store("c", 3, null);
            store.store("d", 4, null);
            String content = FOUR_ZEROS;
            takedowns.delete(new FileKey("a"));
            takedowns.delete(new FileKey("a"));
            takedowns.banOwner(ROMEO, "spam \u2603");
            takedowns.banPath(new FileKey("c"), "");
            takedowns.banContent(content, "court order");
            takedowns.unbanOwner(ROMEO);
            takedowns.unbanOwner(ROMEO);
            takedowns.unbanPath(new FileKey("c"));
            takedowns.unbanContent(content);
        }
        assertThat(lines())
                .extracting(RetentionAuditTest::withoutDescription)
                .containsExactly(
                        "deleted a deleted",
                        "banned " + ROMEO + " spam \\u2603",
                        "deleted b taken-down",
                        "banned c -",
                        "deleted c taken-down",
                        "banned sha256 court order",
                        "deleted d taken-down",
                        "unbanned " + ROMEO + " -",
                        "unbanned c -",
                        "unbanned sha256 -");
    }

    @Test
    void orderHasTheNameOfItsAdmin() throws IOException {
        try (RetainedStore store = new RetainedStore(folder, new RetentionRules(List.of()), Quotas.NONE)) {
            store.store("a", 1, ROMEO);
            Takedowns takedowns = new Takedowns(store.repository(), NOON, audit).orderedBy("juliet");
            takedowns.banPath(new FileKey("a"), "");
            takedowns.unbanPath(new FileKey("a"));
            takedowns.banOwner(ROMEO, "");
        }
        assertThat(lines()).hasSize(4).allMatch(line -> line.contains("\"who\":\"admin\",\"admin\":\"juliet\""));
    }

    /** Closes the log first, because it writes in the background. */
    private List<String> lines() throws IOException {
        audit.close();
        return Files.readAllLines(folder.resolve("audit.log"));
    }

    private static String withoutDescription(String line) {
        assertThat(line).contains("\"who\":\"admin\"");
        String what = line.contains("\"key\"") ? "key" : line.contains("\"owner\"") ? "owner" : "sha256";
        return member(line, "event") + " " + (what.equals("sha256") ? what : member(line, what)) + " "
                + member(line, "why");
    }

    private static String member(String line, String name) {
        String start = "\"" + name + "\":\"";
        int begin = line.indexOf(start) + start.length();
        return line.contains(start) ? line.substring(begin, line.indexOf('"', begin)) : "-";
    }
}
