package org.stowage.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A server that was started for the benchmark; it ends with {@link #close()}, or with our process. */
final class Server implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String name;
    private final Program program;
    private final Site site;
    private final Thread lastResort = new Thread(this::end);
    private Process process;

    private Server(String name, Program program, Site site) throws IOException {
        this.name = name;
        this.program = program;
        this.site = site;
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /** Starts a server in a new folder with an empty store, and returns when it takes uploads. */
    static Server start(String name, Program program, Site site) throws IOException, InterruptedException {
        delete(site.folder());
        delete(site.store());
        Files.createDirectories(site.folder());
        Files.createDirectories(site.store());
        program.prepare(site);
        Server server = new Server(name, program, site);
        try {
            server.awaitReady(System.nanoTime());
            return server;
        } catch (IllegalStateException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    String name() {
        return name;
    }

    Site site() {
        return site;
    }

    Program program() {
        return program;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Returns the process that runs Java; the first one may be a shell. */
    ProcessHandle javaProcess() {
        return Usage.tree(handle()).stream()
                .filter(each -> each.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElse(handle());
    }

    Usage usage() {
        return Usage.of(handle());
    }

    /** Ends it, starts it again with its store, and returns after how long it took uploads. */
    Duration restart() throws IOException, InterruptedException {
        List<ProcessHandle> tree = Usage.tree(handle());
        tree.forEach(ProcessHandle::destroy);
        for (ProcessHandle ended : tree) {
            await(ended);
        }
        long start = System.nanoTime();
        process = launch();
        return awaitReady(start);
    }

    /** Removes all finished files behind the server's back. */
    void empty() throws IOException {
        Path files = site.store().resolve(program.filesFolder());
        if (!Files.exists(files)) {
            return;
        }
        boolean folders = program instanceof Nginx || !program.takesUploads();
        try (Stream<Path> all = Files.walk(files)) {
            all.filter(path -> !path.equals(files) && (folders || Files.isRegularFile(path)))
                    .sorted(Comparator.reverseOrder())
                    .forEach(Server::deleteOne);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(lastResort);
        end();
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.command(site))
                .directory(site.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        Redirect.appendTo(site.folder().resolve("console.log").toFile()));
        builder.environment().keySet().removeIf(key -> key.startsWith("STOWAGE_"));
        builder.environment().putAll(program.environment(site));
        return builder.start();
    }

    /** Puts files into the store, without the server. */
    List<Sample> write(String run, long size, long number) throws IOException {
        List<Sample> samples = LongStream.range(0, number)
                .mapToObj(each -> Sample.of(run, each, size))
                .toList();
        for (Sample sample : samples) {
            Path file = site.store().resolve(program.filesFolder()).resolve(sample.path());
            Files.createDirectories(file.getParent());
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                Block.write(sample, channel);
            }
        }
        return samples;
    }

    /** Servers open their port before they have our application: ready is who answers 201, or 200 if it takes no uploads. */
    private Duration awaitReady(long start) throws IOException, InterruptedException {
        List<Sample> written = program.takesUploads() ? List.of() : write(Runs.next(), 1, 1);
        while (process.isAlive() && System.nanoTime() - start < PATIENCE.toNanos()) {
            Workload work = program.takesUploads() ? Workload.puts(Runs.next(), 1, 1) : Workload.once(written);
            Outcome probe = Load.run(site.address(), work, 1, Duration.ofSeconds(1));
            if (probe.requests() == 1) {
                return Duration.ofNanos(System.nanoTime() - start);
            }
            Thread.sleep(10);
        }
        throw new IllegalStateException(
                name + " does not start: see " + site.folder().resolve("console.log"));
    }

    private void await(ProcessHandle ended) throws InterruptedException {
        try {
            ended.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(name + " does not stop", e);
        }
    }

    /** Leaves nothing in memory: neither processes nor, on a tmpfs, files. */
    private void end() {
        List<ProcessHandle> tree = Usage.tree(handle());
        tree.forEach(ProcessHandle::destroyForcibly);
        try {
            for (ProcessHandle ended : tree) {
                await(ended);
            }
            delete(site.store());
            Files.deleteIfExists(site.store().getParent());
        } catch (DirectoryNotEmptyException e) {
            // Other servers have their stores there.
        } catch (IOException | InterruptedException e) {
            System.err.println("cannot remove " + site.store() + ": " + e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(Server::deleteOne);
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
