package org.stowage.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program's processes end with it, as nginx's workers must. */
final class RunningProgramTest {

    @TempDir
    private Path folder;

    /** Like no other on this machine. */
    private final String sleep = "sleep 9" + System.nanoTime() % 1_000_000_000;

    @Test
    void workerEndsWithItsMaster() throws Exception {
        RunningProgram master = started(sleep + " & echo worker; wait");
        awaitWorker(master);

        master.close();

        assertNoneIsLeft();
    }

    @Test
    void workerEndsThoughItsMasterIsGone() throws Exception {
        RunningProgram master = started(sleep + " & echo worker");
        awaitWorker(master);
        master.awaitEnd();

        master.close();

        assertNoneIsLeft();
    }

    @Test
    void workersThatAreStartedAnewEndToo() throws Exception {
        RunningProgram master = started("while :; do " + sleep + " & echo worker; wait; done");
        awaitWorker(master);

        master.close();

        assertNoneIsLeft();
    }

    @Test
    void folderIsGone() throws Exception {
        RunningProgram master = started("echo worker; " + sleep);
        awaitWorker(master);
        assertThat(home()).exists();

        master.close();

        assertThat(home()).doesNotExist();
    }

    private RunningProgram started(String script) throws Exception {
        return RunningProgram.start(Files.createDirectory(home()), List.of("sh", "-c", script), Map.of());
    }

    private Path home() {
        return folder.resolve("home");
    }

    private void awaitWorker(RunningProgram master) throws Exception {
        master.awaitOutput("worker");
        assertThat(processes()).isPositive();
    }

    private void assertNoneIsLeft() {
        assertThat(processes()).isZero();
    }

    /** A dead process that nobody has fetched has no command line. */
    private long processes() {
        return ProcessHandle.allProcesses()
                .filter(each -> each.info().commandLine().orElse("").contains(sleep))
                .count();
    }
}
