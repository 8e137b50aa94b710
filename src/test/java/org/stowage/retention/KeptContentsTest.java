package org.stowage.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.audit.AuditLog;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.Rule;
import org.stowage.storage.ContentCache;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.KeptFile;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/** What is kept in memory is shown only as long as the file is. */
final class KeptContentsTest {

    private static final String ROMEO = "romeo@example.org";
    private static final RetentionRules A_DAY =
            new RetentionRules(List.of(new Rule("day", Duration.ofDays(1), null, null, null, null, null, null)));

    @TempDir
    private Path folder;

    private final ContentCache cache = new ContentCache(() -> 1 << 20);
    private RetainedStore store;
    private FileRepository repository;

    @BeforeEach
    void open() throws IOException {
        store = new RetainedStore(
                dates -> LocalRepository.open(folder, Durability.NONE, cache, dates),
                folder,
                new RetentionRules(List.of()),
                Quotas.NONE,
                AuditLog.silent());
        repository = store.repository();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void expiredFileIsNotShownThoughItIsInMemory() throws IOException {
        FileKey key = keep("a");
        store.change(A_DAY, Quotas.NONE);
        store.pass(Duration.ofHours(23));
        assertThat(repository.kept(key)).isPresent();
        store.pass(Duration.ofHours(2));
        assertThat(repository.kept(key)).isEmpty();
        assertThat(cache.bytes()).as("the file is still there").isPositive();
        store.change(new RetentionRules(List.of()), Quotas.NONE);
        assertThat(repository.kept(key)).isPresent();
    }

    @Test
    void bannedFilesAreNotShown() throws Exception {
        FileKey byPath = keep("path");
        FileKey byOwner = keep("owner");
        try (var sweeper = store.startSweeper()) {
            assertThat(sweeper.isLate()).isFalse();
            store.takedowns().banPath(byPath, "why");
            assertThat(repository.kept(byPath)).isEmpty();
            assertThat(repository.kept(byOwner)).isPresent();
            store.takedowns().banOwner(ROMEO, "why");
            assertThat(repository.kept(byOwner)).isEmpty();
        }
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void deletedFilesAreNotShown() throws IOException {
        FileKey key = keep("a");
        repository.delete(key, Reason.DELETED);
        assertThat(repository.kept(key)).isEmpty();
        assertThat(cache.bytes()).isZero();
    }

    private FileKey keep(String path) throws IOException {
        StoredFile file = store.store(path, 100, ROMEO);
        repository.keep(file);
        assertThat(repository.keep(file).map(KeptFile::file)).contains(file);
        assertThat(repository.kept(file.key()).map(KeptFile::file)).contains(file);
        return file.key();
    }
}
