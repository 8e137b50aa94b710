package org.stowage.ceph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.stowage.program.RunningProgram;

/**
 * A folder in which a program shows a file system.
 *
 * @param place the folder
 * @param program that answers what the kernel asks
 */
public record FolderMount(Path place, RunningProgram program) implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    /** Starts the program; returns when the folder shows another file system than before. */
    static FolderMount of(Path place, List<String> command) throws IOException, InterruptedException {
        String before = Files.getFileStore(place).type();
        RunningProgram program = RunningProgram.start(Files.createTempDirectory("stowage-mount"), command, Map.of());
        FolderMount mount = new FolderMount(place, program);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (Files.getFileStore(place).type().equals(before)) {
            if (System.nanoTime() > end || !program.isAlive()) {
                String output = program.output();
                mount.close();
                throw new IllegalStateException("the folder was not mounted:\n" + output);
            }
            Thread.sleep(50);
        }
        return mount;
    }

    /** The machine is gone: the program is killed, and nobody else sees what it had not written yet. */
    @Override
    public void close() {
        program.close();
        try {
            new ProcessBuilder("umount", "-l", place.toString()).start().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
