package org.stowage.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.storage.DeletedFiles;
import org.stowage.storage.FileKey;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.format.DamagedFileException;
import org.stowage.storage.staging.Durability;

/** The cost of deleting files together, and the result if some deletions fail. */
final class BatchDeletionTest {

    private static final int FILES = 600;

    @TempDir
    private Path folder;

    private DiskJournal changes;
    private LocalRepository repository;

    @BeforeEach
    void open() throws IOException {
        Path real = folder.toRealPath();
        changes = new DiskJournal(real);
        repository = LocalRepository.open(new RecordedFiles(changes).path(real), Durability.FSYNC, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void eachShardIsSyncedOnceAfterAllItsNamesWereReplaced() throws IOException {
        List<StoredFile> files = store();
        int before = changes.steps().size();
        assertThat(repository.deleteAll(files, Reason.EXPIRED).files()).hasSameElementsAs(files);
        List<String> steps = changes.steps().stream()
                .skip(before)
                .map(DiskJournal.Step::what)
                .toList();
        Map<Path, Long> syncs = steps.stream()
                .filter(step -> step.startsWith("sync /"))
                .collect(Collectors.groupingBy(step -> Path.of(step.substring(5)), Collectors.counting()));
        assertThat(syncs.keySet())
                .isEqualTo(files.stream().map(file -> pathOf(file).getParent()).collect(Collectors.toSet()));
        assertThat(syncs.values()).containsOnly(1L);
        assertThat(steps.lastIndexOf("move " + pathOf(files.get(FILES - 1))))
                .isPositive()
                .isLessThan(steps.indexOf(firstSync(steps)));
    }

    /** A shard that is a file now cannot be listed, and a damaged file is not the one to be deleted. */
    @Test
    void whatCannotBeDeletedIsToldAndDoesNotKeepOthers() throws IOException {
        List<StoredFile> files = store();
        StoredFile damaged = files.get(0);
        Files.write(pathOf(damaged), new byte[200]);
        Path shard = pathOf(files.get(1)).getParent();
        try (Stream<Path> all = Files.list(shard)) {
            for (Path each : all.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(shard);
        Files.createFile(shard);
        List<StoredFile> failing = files.stream()
                .filter(file -> file.equals(damaged) || pathOf(file).startsWith(shard))
                .toList();
        DeletedFiles deleted = repository.deleteAll(files, Reason.EXPIRED);
        assertThat(deleted.failures().keySet()).hasSameElementsAs(failing);
        assertThat(deleted.failures().get(damaged)).isInstanceOf(DamagedFileException.class);
        assertThat(deleted.files()).hasSize(FILES - failing.size()).doesNotContainAnyElementsOf(failing);
        for (StoredFile file : deleted.files()) {
            assertThat(repository.find(file.key()).orElseThrow()).isInstanceOf(Tombstone.class);
        }
    }

    @Test
    void whatATidyScriptRemovesIsMadeAgainInTheMiddle() throws IOException {
        List<StoredFile> files = store();
        repository.delete(files.get(0), Reason.EXPIRED);
        Path partial = folder.resolve("partial");
        try (Stream<Path> all = Files.walk(partial)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                Files.delete(each);
            }
        }
        try (Stream<Path> all = Files.list(partial)) {
            for (Path each : all.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(partial);
        DeletedFiles deleted = repository.deleteAll(files, Reason.EXPIRED);
        assertThat(deleted.files()).hasSize(FILES - 1);
        assertThat(deleted.failures()).isEmpty();
    }

    private static String firstSync(List<String> steps) {
        return steps.stream()
                .filter(step -> step.startsWith("sync /"))
                .findFirst()
                .orElseThrow();
    }

    private List<StoredFile> store() throws IOException {
        List<StoredFile> files = new ArrayList<>();
        for (int number = 0; number < FILES; number++) {
            try (PendingUpload upload = repository.begin(new Slot(new FileKey("a/" + number), 0, "a/b"))) {
                files.add(upload.publish());
            }
        }
        return files;
    }

    private Path pathOf(StoredFile file) {
        String name = file.fingerprint().toString();
        return folder.resolve("files").resolve(name.substring(0, 2)).resolve(name);
    }
}
