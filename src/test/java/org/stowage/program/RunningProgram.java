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

/**
 * A server program in the foreground with a temporary folder of its own; both are gone after {@link #close()}, and so are all
 * processes that it has started, also those that it left behind when it ended by itself.
 */
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
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of("setsid"), command.stream()).toList())
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

    /** Whether something listens on a port of 127.0.0.1. */
    public static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
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
        try {
            Runtime.getRuntime().removeShutdownHook(endWithThisMachine);
        } catch (IllegalStateException thisMachineEnds) {
            // Its hook runs, or will; whoever comes second finds nothing to do.
        }
        end();
    }

    /** Waits until it ends by itself, within a time limit. */
    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("it goes on");
        }
    }

    private void await(BooleanSupplier ready, String what) throws InterruptedException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        for (boolean last = false; !ready.getAsBoolean(); TimeUnit.MILLISECONDS.sleep(50)) {
            if (last) {
                String output = output();
                close();
                throw new IllegalStateException("waited in vain for the server " + what + "\nIt said:\n" + output);
            }
            last = !process.isAlive() || System.nanoTime() > end;
        }
    }

    /** The program first, or it would start its workers anew. */
    private synchronized void end() {
        process.destroyForcibly();
        try {
            process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            long end = System.nanoTime() + END_LIMIT.toNanos();
            for (List<ProcessHandle> left = session(); !left.isEmpty() && System.nanoTime() < end; left = session()) {
                left.forEach(ProcessHandle::destroyForcibly);
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delete(folder);
    }

    /** The processes of the program's session, which it leads itself: a worker stays in it when its parent is gone. */
    private List<ProcessHandle> session() {
        return ProcessHandle.allProcesses()
                .filter(each -> sessionOf(each.pid()) == process.pid())
                .toList();
    }

    /** The sixth field of the line; the second, in brackets, is any text. A dead process that nobody has fetched has none. */
    private static long sessionOf(long pid) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", 5);
            return fields[0].equals("Z") ? -1 : Long.parseLong(fields[3]);
        } catch (IOException gone) {
            return -1;
        }
    }

    private static Path outputFile(Path folder) {
        return folder.resolve("output.log");
    }

    private static void delete(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
