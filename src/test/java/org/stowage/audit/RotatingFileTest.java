package org.stowage.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file of whole lines that is rotated when it is full. */
@Timeout(60)
final class RotatingFileTest {

    @TempDir
    private Path folder;

    @Test
    void fullFilesAreRotatedUntilTheOldestIsDropped() throws IOException {
        Path path = folder.resolve("new/audit.log");
        try (RotatingFile file = RotatingFile.open(path, 20, 3)) {
            for (int i = 0; i < 10; i++) {
                file.append("line " + i + "...");
            }
        }
        assertThat(path).hasContent("line 8...\nline 9...\n");
        assertThat(path.resolveSibling("audit.log.1")).hasContent("line 6...\nline 7...\n");
        assertThat(path.resolveSibling("audit.log.2")).hasContent("line 4...\nline 5...\n");
        assertThat(names(path)).hasSize(3);
    }

    @Test
    void singleFileIsBegunAgain() throws IOException {
        Path path = folder.resolve("audit.log");
        try (RotatingFile file = RotatingFile.open(path, 20, 1)) {
            for (int i = 0; i < 5; i++) {
                file.append("line " + i + "...");
            }
        }
        assertThat(path).hasContent("line 4...\n");
        assertThat(names(path)).hasSize(1);
    }

    @Test
    void lineLargerThanAFileHasOneOfItsOwn() throws IOException {
        Path path = folder.resolve("audit.log");
        try (RotatingFile file = RotatingFile.open(path, 20, 3)) {
            file.append("a");
            file.append("b".repeat(100));
            file.append("c");
        }
        assertThat(path).hasContent("c\n");
        assertThat(path.resolveSibling("audit.log.1")).hasContent("b".repeat(100) + "\n");
        assertThat(path.resolveSibling("audit.log.2")).hasContent("a\n");
    }

    @Test
    void fileOfAnEarlierStartIsContinued() throws IOException {
        Path path = folder.resolve("audit.log");
        for (String line : List.of("a", "b")) {
            try (RotatingFile file = RotatingFile.open(path, 100, 3)) {
                file.append(line);
            }
        }
        assertThat(path).hasContent("a\nb\n");
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        Path path = folder.resolve("audit.log");
        try (RotatingFile file = RotatingFile.open(path, 100, 3)) {
            file.append("a");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void movedOrDeletedFileIsCreatedAgain() throws IOException {
        Path path = folder.resolve("audit.log");
        try (RotatingFile file = RotatingFile.open(path, 100, 3)) {
            file.append("a");
            Files.move(path, folder.resolve("elsewhere"));
            file.append("b");
            Files.delete(path);
            file.append("c");
        }
        assertThat(folder.resolve("elsewhere")).hasContent("a\n");
        assertThat(path).hasContent("c\n");
    }

    @Test
    void fileThatCannotBeMovedGrows() throws IOException {
        Path path = folder.resolve("audit.log");
        Files.createFile(Files.createDirectory(folder.resolve("audit.log.1")).resolve("in the way"));
        try (RotatingFile file = RotatingFile.open(path, 20, 2)) {
            for (int i = 0; i < 4; i++) {
                file.append("line " + i + "...");
            }
        }
        assertThat(path).hasContent("line 0...\nline 1...\nline 2...\nline 3...\n");
    }

    @Test
    void nothingIsWrittenAfterTheEnd() throws IOException {
        RotatingFile file = RotatingFile.open(folder.resolve("audit.log"), 100, 3);
        file.close();
        file.close();
        assertThatIOException().isThrownBy(() -> file.append("a"));
        assertThat(folder.resolve("audit.log")).isEmptyFile();
    }

    @Test
    void folderThatCannotBeCreatedIsReportedAtOnce() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatIOException().isThrownBy(() -> RotatingFile.open(file.resolve("audit.log"), 100, 3));
    }

    @Test
    void linesOfManyThreadsAreWholeAndAllThereAcrossRotations() throws Exception {
        Path path = folder.resolve("audit.log");
        try (RotatingFile file = RotatingFile.open(path, 40_000, 1000)) {
            writeTogether(List.of(file));
        }
        assertThat(allLines(path)).containsExactlyInAnyOrderElementsOf(expected());
        assertThat(names(path))
                .hasSizeGreaterThan(10)
                .allSatisfy(each -> assertThat(Files.size(each)).isLessThanOrEqualTo(40_000));
    }

    /** Two deployments with one file: each notices that the other has rotated it. */
    @Test
    void linesOfTwoWritersAreWholeAndAllThereAcrossRotations() throws Exception {
        Path path = folder.resolve("audit.log");
        try (RotatingFile one = RotatingFile.open(path, 40_000, 1000);
                RotatingFile other = RotatingFile.open(path, 40_000, 1000)) {
            writeTogether(List.of(one, other));
        }
        assertThat(allLines(path)).containsExactlyInAnyOrderElementsOf(expected());
    }

    /** Needs root, for a disk that is small enough. */
    @Test
    void fullDiskLeavesNoHalfLineAndOthersFollowWhenThereIsRoom() throws Exception {
        int mounted = run("mount", "-t", "tmpfs", "-o", "size=64k", "stowage-test", folder.toString());
        assumeTrue(mounted == 0, "a small file system cannot be mounted here: the test needs root");
        Path path = folder.resolve("audit.log");
        Path ballast = Files.write(folder.resolve("ballast"), new byte[40_000]);
        try (RotatingFile file = RotatingFile.open(path, 1 << 20, 3)) {
            int before = fill(file);
            assertThatIOException().isThrownBy(() -> file.append("no room".repeat(1000)));
            Files.delete(ballast);
            file.append("room again");
            List<String> lines = Files.readAllLines(path);
            assertThat(lines).hasSize(before + 1).last().isEqualTo("room again");
            assertThat(lines.subList(0, before)).allMatch(line -> line.equals("x".repeat(999)));
        } finally {
            run("umount", "-l", folder.toString());
        }
    }

    private static int fill(RotatingFile file) {
        int written = 0;
        try {
            while (written < 100) {
                file.append("x".repeat(999));
                written++;
            }
        } catch (IOException full) {
            return written;
        }
        throw new AssertionError("the disk is never full");
    }

    private static void writeTogether(List<RotatingFile> files) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> writers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int writer = i;
                writers.add(() -> {
                    for (int j = 0; j < 2000; j++) {
                        files.get(writer % files.size()).append(line(writer, j));
                    }
                    return null;
                });
            }
            for (Future<Void> each : threads.invokeAll(writers)) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String line(int writer, int number) {
        return writer + "/" + number + "/" + "x".repeat(number % 150);
    }

    private static List<String> expected() {
        List<String> lines = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            for (int number = 0; number < 2000; number++) {
                lines.add(line(writer, number));
            }
        }
        return lines;
    }

    private static List<String> allLines(Path path) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : names(path)) {
            lines.addAll(Files.readAllLines(file));
        }
        return lines;
    }

    private static List<Path> names(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path.getParent())) {
            return files.toList();
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
