package org.stowage.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.audit.AuditEvent.Action;
import org.stowage.storage.Entry;
import org.stowage.storage.EntryVisitor;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/** {@code kill -9} while lines wait for a slow disk: after the next start every file that is there has one line. */
@Timeout(180)
final class AuditCrashTest {

    private static final int ROUNDS = 3;
    private static final int CLIENTS = 4;
    private static final int ACKNOWLEDGED = 150;

    @TempDir
    private Path folder;

    @Test
    void everyFileHasOneLineAfterEveryKill() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<String> acknowledged = storeUntilKilled(Integer.toString(round));
            long before = lines("\"event\":\"found\"");
            Set<String> there = recover();
            assertThat(there).containsAll(acknowledged);
            Map<String, Integer> told = new HashMap<>();
            for (String line : allLines()) {
                told.merge(line.replaceAll(".*\"key\":\"([^\"]*)\".*", "$1"), 1, Integer::sum);
            }
            assertThat(told.keySet()).isEqualTo(there);
            assertThat(told.values()).containsOnly(1);
            assertThat(lines("\"event\":\"found\"") - before)
                    .as("lines that waited at the kill")
                    .isPositive();
        }
    }

    private List<String> storeUntilKilled(String round) throws Exception {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AuditCrashTest.class.getName(),
                        folder.toString(),
                        round)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            while (acknowledged.size() < ACKNOWLEDGED) {
                acknowledged.add(String.valueOf(output.readLine()));
            }
            process.toHandle().destroyForcibly();
            process.onExit().join();
            output.lines().filter(line -> line.endsWith(".")).forEach(acknowledged::add);
        }
        return acknowledged.stream().map(line -> line.replace(".", "")).toList();
    }

    /** Does what a start does. Returns the keys of the files that are there. */
    private Set<String> recover() throws IOException {
        Set<String> there = new TreeSet<>();
        try (FileRepository store = LocalRepository.open(folder.resolve("store"), Durability.NONE, Clock.systemUTC());
                AuditLog log =
                        AuditLog.inAFile(folder.resolve("audit.log"), 20_000, 100, Clock.systemUTC(), kind -> {})) {
            log.begin(folder.resolve("store"));
            for (int shard = 0; shard < store.listing().shards(); shard++) {
                store.listing().walk(shard, new EntryVisitor() {
                    @Override
                    public void visit(Entry entry) {
                        StoredFile file = (StoredFile) entry;
                        log.recordIfMissing(file);
                        there.add(file.key().path());
                    }

                    @Override
                    public void unreadable(IOException cause) {
                        throw new UncheckedIOException(cause);
                    }
                });
            }
            log.allSeen();
        }
        return there;
    }

    private long lines(String words) throws IOException {
        return allLines().stream().filter(line -> line.contains(words)).count();
    }

    private List<String> allLines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    /** What the other JVM does: stores files without end, and prints the key and a full stop of each that it acknowledges. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        FileRepository store = LocalRepository.open(folder.resolve("store"), Durability.NONE, Clock.systemUTC());
        AuditLog log = new AuditLog(
                List.of(new Slow(RotatingFile.open(folder.resolve("audit.log"), 20_000, 100))),
                Clock.systemUTC(),
                kind -> {});
        log.begin(folder.resolve("store"));
        log.allSeen();
        for (int client = 0; client < CLIENTS; client++) {
            String keys = arguments[1] + "/" + client + "/";
            new Thread(() -> storeForEver(store, log, keys)).start();
        }
    }

    private static void storeForEver(FileRepository store, AuditLog log, String keys) {
        for (int number = 0; ; number++) {
            Slot slot = new Slot(new FileKey(keys + number), 1, "a/b");
            try (PendingUpload upload = store.begin(slot)) {
                upload.write(ByteBuffer.wrap(new byte[1]));
                StoredFile file = upload.publish();
                log.write(new AuditEvent(Action.STORED, AuditedResource.of(file), Actor.named("test")));
                System.out.println(keys + number + ".");
                System.out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A file on a disk that is slower than the uploads. */
    private record Slow(AuditSink file) implements AuditSink {

        @Override
        public void append(String line) throws IOException {
            try {
                Thread.sleep(3);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            file.append(line);
        }

        @Override
        public void sync() throws IOException {
            file.sync();
        }

        @Override
        public Set<String> recorded(Instant since) {
            return file.recorded(since);
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
