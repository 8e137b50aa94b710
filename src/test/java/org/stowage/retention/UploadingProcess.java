package org.stowage.retention;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.stowage.audit.AuditLog;
import org.stowage.catalog.CatalogPlace;
import org.stowage.catalog.lucene.LuceneEngine;
import org.stowage.program.Seed;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.TrustedClock;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.Tombstone;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/** Another JVM that stores and deletes files without end, and is killed. */
final class UploadingProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private UploadingProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    static UploadingProcess start(Path store, int number) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        List<String> command = List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                classPath,
                UploadingProcess.class.getName(),
                store.toString(),
                Integer.toString(number));
        return new UploadingProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Returns the next line that it printed. */
    String line() throws IOException {
        return String.valueOf(output.readLine());
    }

    /** {@code kill -9}. */
    void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** Opens a store with its catalog as a deployment does. */
    static RetainingRepository open(Path base, AuditLog audit) throws IOException {
        TrustedClock clock = new TrustedClock(Clock.systemUTC(), System::nanoTime);
        FileRepository store = LocalRepository.open(base, Durability.NONE, clock.dates());
        Path folder = base.resolve("catalog");
        return new RetainingRepository(
                store,
                new CatalogPlace(new LuceneEngine(folder), folder),
                () -> RetainedStore.policy(new RetentionRules(List.of()), Quotas.NONE),
                clock,
                audit);
    }

    /** Says {@code counted} when the catalog has all files, and then a line for each change. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        int number = Integer.parseInt(arguments[1]);
        Random random = Seed.random(UploadingProcess.class);
        RetainingRepository repository = open(Path.of(arguments[0]), AuditLog.silent());
        Sweeper sweeper = new Sweeper(repository);
        sweeper.start();
        while (!repository.usage().complete()) {
            Thread.sleep(10);
        }
        out.println("counted");
        for (int i = 0; ; i++) {
            FileKey key = new FileKey(number + "/" + i);
            Slot slot = new Slot(key, random.nextInt(100), "a/b", "owner-" + random.nextInt(9), null);
            try (PendingUpload upload = repository.begin(slot)) {
                upload.write(ByteBuffer.allocate((int) slot.size()));
                upload.publish();
            }
            if (random.nextBoolean()) {
                repository.delete(
                        new FileKey(random.nextInt(number + 1) + "/" + random.nextInt(i + 1)),
                        Tombstone.Reason.DELETED);
            }
            if (i % 500 == 250) {
                repository.catalog().flush();
            }
            out.println(i);
        }
    }
}
