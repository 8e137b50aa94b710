package org.stowage.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.storage.Entry;
import org.stowage.storage.EntryVisitor;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRegionContract;
import org.stowage.storage.FileRepository;
import org.stowage.storage.StoredFile;
import org.stowage.storage.WalkContract;
import org.stowage.storage.staging.Durability;

/** The local store walks as every store does, and other files in its folders do not stop it. */
final class LocalWalkTest extends WalkContract {

    @TempDir
    private Path folder;

    private FileRepository repository;

    @BeforeEach
    void open() throws IOException {
        repository = LocalRepository.open(folder, Durability.NONE, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Override
    protected FileRepository repository() {
        return repository;
    }

    @Test
    void storeHas256Shards() {
        assertThat(repository.listing().shards()).isEqualTo(256);
    }

    @Test
    void damagedFileIsReportedByNameAndTheWalkGoesOn() throws IOException {
        List<String> complaints = new ArrayList<>();
        List<Entry> seen = new ArrayList<>();
        Path damaged = pathOf(store(new FileKey("damaged")));
        Path misplaced = pathOf(store(new FileKey("misplaced")));
        StoredFile whole = store(new FileKey("whole"));
        Files.move(
                misplaced,
                damaged.resolveSibling(damaged.getFileName().toString().substring(0, 2) + "0".repeat(62)));
        Files.write(damaged, new byte[100]);
        walkAll(new EntryVisitor() {
            @Override
            public void visit(Entry entry) {
                seen.add(entry);
            }

            @Override
            public void unreadable(IOException cause) {
                complaints.add(String.valueOf(cause.getMessage()));
            }
        });
        assertThat(seen).containsExactly(whole);
        assertThat(complaints)
                .containsExactlyInAnyOrder(
                        damaged + ": is damaged: it does not end with its description",
                        damaged.resolveSibling(damaged.getFileName().toString().substring(0, 2) + "0".repeat(62))
                                + ": holds another file than its name says");
    }

    @Test
    void whatIsNoneOfOursIsOverlooked() throws IOException {
        StoredFile file = store(new FileKey("a/b"));
        Path path = pathOf(file);
        Files.createFile(path.resolveSibling(".nfs000000000012345600000001"));
        Files.createFile(path.resolveSibling(path.getFileName() + ".bak"));
        Files.createSymbolicLink(path.resolveSibling("0".repeat(64)), path);
        assertThat(all()).containsExactly(file);
    }

    /** A walk must not drive out of the cache what clients ask for. */
    @Test
    void walkKeepsNoDescriptions() throws IOException {
        StoredFile file = store(new FileKey("a/b"));
        close();
        open();
        assertThat(all()).containsExactly(file);
        assertThat(repository.known(file.key())).isEmpty();
    }

    private Path pathOf(StoredFile file) {
        return FileRegionContract.fileOf(repository, file);
    }
}
