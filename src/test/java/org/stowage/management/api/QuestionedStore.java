package org.stowage.management.api;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stowage.audit.AuditLog;
import org.stowage.catalog.MemoryEngine;
import org.stowage.management.orders.OrderReader;
import org.stowage.management.orders.Orders;
import org.stowage.retention.RetainedStore;
import org.stowage.retention.Takedowns;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.Rule;
import org.stowage.storage.Ban;
import org.stowage.storage.FileKey;
import org.stowage.storage.Slot;

/**
 * Five files, stored an hour after each other from 2026-01-02T03:04:05Z on: {@code a/Brief.txt} (10 bytes, of Romeo,
 * due after a week), {@code b/large.bin} (300 bytes, of Juliet), {@code c/photo 1.jpg} (20 bytes, of Romeo, of the
 * tenant capulet), {@code d/nobody.txt} (5 bytes, without an owner) and {@code e/brief.txt} (30 bytes, of Romeo, due
 * after a week).
 */
public final class QuestionedStore implements AutoCloseable {

    public static final String ROMEO = "romeo@example.org";
    public static final String JULIET = "juliet@example.org";

    private static final Duration HOUR = Duration.ofHours(1);

    private static final RetentionRules RULES = new RetentionRules(
            List.of(new Rule("brief", Duration.ofDays(7), null, "*rief.txt", null, null, null, null)));

    private final Path folder;
    private final RetainedStore store;

    public QuestionedStore(Path folder) throws IOException {
        this.folder = folder;
        this.store = new RetainedStore(folder, RULES, Quotas.NONE);
        store("", "a/Brief.txt", 10, ROMEO);
        store("", "b/large.bin", 300, JULIET);
        store("capulet", "c/photo 1.jpg", 20, ROMEO);
        store("", "d/nobody.txt", 5, null);
        store("", "e/brief.txt", 30, ROMEO);
    }

    /** Opens the catalog and writes all files to it. */
    public QuestionedStore cataloged() throws IOException {
        store.repository().catalog().flush();
        return this;
    }

    /** Makes every question to the catalog fail, although it stays open. */
    public QuestionedStore failing(IOException how) {
        MemoryEngine.at(folder).fail(how);
        return this;
    }

    FileCalls calls() {
        return calls(AuditLog.silent());
    }

    FileCalls calls(AuditLog audit) {
        Takedowns takedowns = new Takedowns(store.repository(), Clock.systemUTC(), audit);
        return new FileCalls(
                questions(),
                store.repository(),
                new OrderReader(store.repository(), takedowns, QuestionedStore::key),
                new Orders(store.repository(), takedowns),
                new AuditCalls(audit));
    }

    static FileKey key(String text) {
        return Ban.keyOf(text).orElseThrow(() -> new IllegalArgumentException("Name a file."));
    }

    public RetainedStore store() {
        return store;
    }

    public FileQuestions questions() {
        return new FileQuestions(store.repository());
    }

    @Override
    public void close() {
        MemoryEngine.at(folder).fail(null);
        store.close();
    }

    public void store(String tenant, String path, int size, @Nullable String owner) throws IOException {
        store.store(new Slot(new FileKey(tenant, path), size, "text/plain", owner, null));
        store.pass(HOUR);
    }
}
