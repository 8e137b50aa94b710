package org.stowage.server;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * A running server that can be killed, stopped and started again in its folder.
 *
 * <p>Every wait is bounded by {@link #PATIENCE}; who waits longer gets an {@link IllegalStateException} that ends with
 * the last lines of the log.
 */
final class ServerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration QUIET = Duration.ofMillis(150);

    private static final Duration NEVER_QUIET = Duration.ofSeconds(3);

    private static final Pattern TROUBLE = Pattern.compile("WARN|ERROR|SEVERE|Exception");

    /** Only one of the two compilers: half of the processor time until a server answers is the other's. */
    static final String STARTS_FASTER = "-XX:TieredStopAtLevel=1";

    private final ServerFolder folder;
    private final List<String> options;
    private final Thread lastResort = new Thread(this::killTree);
    private Map<String, String> environment;
    private long logStart;
    private Process process;

    private ServerProcess(ServerFolder folder, Map<String, String> environment, List<String> options)
            throws IOException {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.options = List.copyOf(options);
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /**
     * Starts a server and returns when it has tried every deployment.
     *
     * @param environment what the process sees beside this JVM's own environment, of which no {@code STOWAGE_…} is
     *     handed on
     * @param options Java options, such as {@code -Dstowage.secret=…}
     */
    static ServerProcess start(ServerFolder folder, Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        ServerProcess server = new ServerProcess(folder, environment, Arrays.asList(options));
        try {
            server.awaitStarted();
            return server;
        } catch (IllegalStateException | IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    /** The address of {@code path}, which begins with the name of a deployment. */
    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + folder.port() + "/" + path);
    }

    /** {@code kill -9}: the server gets no chance to tidy up. */
    void kill() throws InterruptedException {
        killTree();
        process.waitFor();
    }

    /** {@code kill}: the server undeploys and ends by itself. */
    void stop() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw failure("did not stop within " + PATIENCE);
        }
    }

    /** Starts the server again after {@link #kill()} or {@link #stop()}, on the same ports with the same files. */
    void startAgain() throws IOException, InterruptedException {
        process = launch();
        awaitStarted();
    }

    /** Starts the server again with another environment. */
    void startAgain(Map<String, String> other) throws IOException, InterruptedException {
        environment = Map.copyOf(other);
        startAgain();
    }

    /**
     * What the server has logged since its last start. Lines of requests are passed on a little later than the answer,
     * so this waits until nothing has come for {@link #QUIET}, or for {@link #NEVER_QUIET} in all.
     */
    String log() throws IOException {
        long end = System.nanoTime() + NEVER_QUIET.toNanos();
        String before;
        String now = logSoFar();
        do {
            before = now;
            LockSupport.parkNanos(QUIET.toNanos());
            now = logSoFar();
        } while (process.isAlive() && now.length() > before.length() && System.nanoTime() < end);
        return now;
    }

    private String logSoFar() throws IOException {
        byte[] all = Files.readAllBytes(logFile());
        return new String(all, (int) logStart, all.length - (int) logStart, StandardCharsets.UTF_8);
    }

    /** The lines of {@link #log()} from a place on that tell of trouble, but for the self-check's, which come when they come. */
    List<String> troubleSince(int place) throws IOException {
        return log().substring(place)
                .lines()
                .filter(line -> TROUBLE.matcher(line).find() && !line.contains("org.stowage.check"))
                .toList();
    }

    /** The log of all starts; it stays after {@link #close()}. */
    Path logFile() {
        return folder.path().resolve("console.log");
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        killTree();
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }

    @Override
    public String toString() {
        return "server in " + folder.path();
    }

    private Process launch() throws IOException {
        logStart = Files.exists(logFile()) ? Files.size(logFile()) : 0;
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", STARTS_FASTER));
        command.addAll(options);
        command.addAll(folder.arguments());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(logFile().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("STOWAGE_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void awaitStarted() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!folder.started().matcher(logSoFar()).find()) {
            if (!process.isAlive()) {
                throw failure("ended with " + process.exitValue());
            }
            if (System.nanoTime() > deadline) {
                throw failure("did not start within " + PATIENCE);
            }
            Thread.sleep(50);
        }
    }

    private void killTree() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private IllegalStateException failure(String what) throws IOException {
        List<String> lines = log().lines().toList();
        String tail = String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        return new IllegalStateException(this + " " + what + "\n" + tail);
    }
}
