package org.stowage.storage.local;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.stowage.program.Seed;
import org.stowage.storage.Ban;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.FileRepositoryContract;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.Tombstone;
import org.stowage.storage.staging.Durability;

/** Another JVM that uses a store, takes commands, and can be killed. */
final class StoreProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private StoreProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** Starts a JVM with this command of {@link #main}. */
    static StoreProcess start(String what, Path base, String... jvmOptions) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        List<String> command = Stream.of(
                        Stream.of(java, "-XX:TieredStopAtLevel=1", "-Xmx64m"),
                        Stream.of(jvmOptions),
                        Stream.of("-cp", classPath, StoreProcess.class.getName(), what, base.toString()))
                .flatMap(words -> words)
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LC_ALL", "C");
        return new StoreProcess(builder.start());
    }

    /** Returns the next line that it printed. */
    String line() {
        try {
            return String.valueOf(output.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all that it has printed and will print. */
    List<String> lines() {
        return output.lines().toList();
    }

    /** Lets the JVM go on. */
    void goOn() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** {@code kill -9}, and waits until it is gone. */
    void kill() {
        // Process.destroyForcibly() would also close the stream of what it printed.
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** What the other JVM runs: {@code hold}, {@code loop}, {@code delete} or {@code names}, and the base path. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        try (FileRepository repository =
                LocalRepository.open(Path.of(arguments[1]), Durability.FSYNC, Clock.systemUTC())) {
            switch (arguments[0]) {
                case "hold" -> hold(repository, out);
                case "loop" -> loop(repository, out);
                case "delete" -> delete(repository, out);
                case "names" -> names(repository, out);
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
    }

    /** Begins an upload and publishes it when told to go on. */
    private static void hold(FileRepository repository, PrintStream out) throws IOException {
        try (PendingUpload upload = repository.begin(new Slot(new FileKey("held"), 5, "a/b"))) {
            upload.write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.US_ASCII)));
            out.println("holding");
            out.flush();
            System.in.read();
            upload.publish();
            out.println("published");
            out.flush();
        }
    }

    /** Uploads without end, printing every acknowledged file. */
    private static void loop(FileRepository repository, PrintStream out) throws IOException {
        Random random = Seed.random(StoreProcess.class);
        String folder = Long.toString(ProcessHandle.current().pid());
        for (int number = 0; ; number++) {
            byte[] bytes = new byte[random.nextInt(200_000)];
            random.nextBytes(bytes);
            try (PendingUpload upload =
                    repository.begin(new Slot(new FileKey(folder + "/" + number), bytes.length, "a/b"))) {
                upload.hash();
                upload.write(ByteBuffer.wrap(bytes));
                String sha256 = upload.publish().sha256();
                out.println(folder + "/" + number + " " + sha256);
                out.flush();
            }
        }
    }

    /** Stores, deletes, purges and bans without end, printing every step before and after. */
    private static void delete(FileRepository repository, PrintStream out) throws IOException {
        String folder = Long.toString(ProcessHandle.current().pid());
        for (int number = 0; ; number++) {
            FileKey key = new FileKey(folder + "/" + number);
            try (PendingUpload upload = repository.begin(new Slot(key, 5, "a/b"))) {
                upload.write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.US_ASCII)));
                upload.publish();
            }
            print(out, "stored " + key);
            repository.delete(key, Tombstone.Reason.DELETED);
            print(out, "buried " + key);
            if (number % 3 == 0) {
                print(out, "forgetting " + key);
                repository.purge((Tombstone) repository.find(key).orElseThrow());
                print(out, "forgotten " + key);
            }
            repository.bans().add(new Ban(Ban.Kind.PATH, key.path(), Instant.EPOCH, "crash"));
            print(out, "banned " + key);
        }
    }

    private static void print(PrintStream out, String line) {
        out.println(line);
        out.flush();
    }

    /** Stores all the odd names. */
    private static void names(FileRepository repository, PrintStream out) throws IOException {
        for (String path : FileRepositoryContract.oddPaths()) {
            try (PendingUpload upload = repository.begin(new Slot(new FileKey(path), 0, "a/b"))) {
                upload.publish();
            }
        }
        out.println(System.getProperty("sun.jnu.encoding"));
        out.flush();
    }
}
