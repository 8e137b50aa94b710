package org.stowage.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A server program in the foreground with a temporary folder of its own; both are gone after {@link #close()}. */
public final class RunningProgram implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private final Path folder;
    private final Process process;
    private final Thread endWithThisMachine = new Thread(this::end, "end of a server process");

    private RunningProgram(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(endWithThisMachine);
    }

    /** Starts the command in the folder, its home from now on. */
    public static RunningProgram start(Path folder, List<String> command, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(outputFile(folder).toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(environment);
        return new RunningProgram(folder, builder.start());
    }

    /** Returns when something listens on the port; ends it and throws if nothing does within a time limit. */
    public void awaitPort(int port) throws InterruptedException {
        await(() -> listens(port), "to listen on port " + port);
    }

    /** Returns when the program has written the text; ends it and throws if it does not within a time limit. */
    public void awaitOutput(String text) throws InterruptedException {
        await(() -> output().contains(text), "to say: " + text);
    }

    /** A port of 127.0.0.1 that was free a moment ago. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What the program has written to its standard output and error so far. */
    public String output() {
        try {
            return new String(Files.readAllBytes(outputFile(folder)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(endWithThisMachine);
        end();
    }

    private void await(BooleanSupplier ready, String what) throws InterruptedException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                String output = output();
                close();
                throw new IllegalStateException("waited in vain for the server " + what + "\nIt said:\n" + output);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void end() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delete(folder);
    }

    private static Path outputFile(Path folder) {
        return folder.resolve("output.log");
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
