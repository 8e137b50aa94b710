package org.stowage.management;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.MemoryEngine;
import org.stowage.retention.RetainedStore;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.Rule;
import org.stowage.storage.FileKey;
import org.stowage.storage.Slot;

/**
 * Five files, stored an hour after each other from 2026-01-02T03:04:05Z on: {@code a/Brief.txt} (10 bytes, of Romeo,
 * due after a week), {@code b/large.bin} (300 bytes, of Juliet), {@code c/photo 1.jpg} (20 bytes, of Romeo, of the
 * tenant capulet), {@code d/nobody.txt} (5 bytes, without an owner) and {@code e/brief.txt} (30 bytes, of Romeo, due
 * after a week).
 */
final class QuestionedStore implements AutoCloseable {

    static final String ROMEO = "romeo@example.org";
    static final String JULIET = "juliet@example.org";

    private static final Duration HOUR = Duration.ofHours(1);

    private static final RetentionRules RULES = new RetentionRules(
            List.of(new Rule("brief", Duration.ofDays(7), null, "*rief.txt", null, null, null, null)));

    private final Path folder;
    private final RetainedStore store;

    QuestionedStore(Path folder) throws IOException {
        this.folder = folder;
        this.store = new RetainedStore(folder, RULES, Quotas.NONE);
        store("", "a/Brief.txt", 10, ROMEO);
        store("", "b/large.bin", 300, JULIET);
        store("capulet", "c/photo 1.jpg", 20, ROMEO);
        store("", "d/nobody.txt", 5, null);
        store("", "e/brief.txt", 30, ROMEO);
    }

    /** Opens the catalog and writes all files to it. */
    QuestionedStore cataloged() throws IOException {
        store.repository().catalog().flush();
        return this;
    }

    /** Makes every question to the catalog fail, although it stays open. */
    QuestionedStore failing(IOException how) {
        MemoryEngine.at(folder).fail(how);
        return this;
    }

    RetainedStore store() {
        return store;
    }

    FileQuestions questions() {
        return new FileQuestions(store.repository());
    }

    @Override
    public void close() {
        MemoryEngine.at(folder).fail(null);
        store.close();
    }

    void store(String tenant, String path, int size, @Nullable String owner) throws IOException {
        store.store(new Slot(new FileKey(tenant, path), size, "text/plain", owner, null));
        store.pass(HOUR);
    }
}
