package org.stowage.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.audit.AuditLog;
import org.stowage.catalog.CatalogEntry;
import org.stowage.program.Seed;
import org.stowage.storage.Entry;
import org.stowage.storage.EntryVisitor;
import org.stowage.storage.FileRepository;
import org.stowage.storage.StoredFile;

/**
 * A process is killed while it stores and deletes files. The next one knows all files without a walk through the store.
 */
@Timeout(180)
final class CatalogCrashTest {

    private static final int KILLS = 4;

    @TempDir
    private Path folder;

    @Test
    void usageIsExactAfterEachKillWithoutAWalk() throws Exception {
        Random random = Seed.random(CatalogCrashTest.class);
        Path store = folder.resolve("store");
        for (int kill = 0; kill < KILLS; kill++) {
            try (UploadingProcess process = UploadingProcess.start(store, kill)) {
                assertThat(process.line()).isEqualTo("counted");
                int changes = 200 + random.nextInt(900);
                for (int i = 0; i < changes; i++) {
                    assertThat(process.line()).isNotEqualTo("null");
                }
                process.kill();
            }
            assertKnown(store);
        }
    }

    /** Nothing walks here: no sweeper is started, and the catalog is only opened. */
    private static void assertKnown(Path base) throws IOException {
        try (RetainingRepository repository = UploadingProcess.open(base, AuditLog.silent())) {
            repository.catalog().flush();
            assertThat(repository.usage().complete()).isTrue();
            assertThat(repository.catalog().isDoubtful()).isTrue();
            List<StoredFile> files = files(repository);
            assertThat(cataloged(repository)).containsExactlyInAnyOrderElementsOf(files);
            assertThat(repository.usage().files()).isEqualTo(files.size());
            assertThat(repository.usage().bytes())
                    .isEqualTo(files.stream().mapToLong(StoredFile::size).sum());
        }
    }

    private static List<StoredFile> cataloged(RetainingRepository repository) throws IOException {
        List<StoredFile> files = new ArrayList<>();
        for (int shard = 0; shard < repository.listing().shards(); shard++) {
            int each = shard;
            repository.catalog().ask(catalog -> {
                catalog.forEach(each, (CatalogEntry entry) -> files.add(entry.file()));
                return each;
            });
        }
        return files;
    }

    private static List<StoredFile> files(FileRepository store) throws IOException {
        List<StoredFile> files = new ArrayList<>();
        for (int shard = 0; shard < store.listing().shards(); shard++) {
            store.listing().walk(shard, new EntryVisitor() {
                @Override
                public void visit(Entry entry) {
                    if (entry instanceof StoredFile file) {
                        // As the catalog has it.
                        files.add(new StoredFile(file.slot(), file.sha256(), file.stored()));
                    }
                }

                @Override
                public void unreadable(IOException cause) {
                    throw new IllegalStateException(cause);
                }
            });
        }
        return files;
    }
}
