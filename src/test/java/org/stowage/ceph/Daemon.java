package org.stowage.ceph;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stowage.program.RunningProgram;

/** One process of the cluster, which can be killed and started again. */
public final class Daemon implements AutoCloseable {

    private final String name;
    private final List<String> command;
    private @Nullable RunningProgram running;

    Daemon(String name, List<String> command) {
        this.name = name;
        this.command = command;
    }

    /** Starts it; it serves a little later. */
    public void start() throws IOException {
        running = RunningProgram.start(Files.createTempDirectory("stowage-ceph-" + name), command, Map.of());
    }

    /** {@code kill -9}. */
    public void kill() {
        RunningProgram program = running;
        if (program != null) {
            running = null;
            program.close();
        }
    }

    /** Starts it again if it has ended by itself. */
    void startIfEnded() throws IOException {
        RunningProgram program = running;
        if (program != null && !program.isAlive()) {
            kill();
            start();
        }
    }

    /** Returns what it has said since its start. */
    String output() {
        RunningProgram program = running;
        return program == null ? "" : program.output();
    }

    @Override
    public void close() {
        kill();
    }

    @Override
    public String toString() {
        return name;
    }
}
