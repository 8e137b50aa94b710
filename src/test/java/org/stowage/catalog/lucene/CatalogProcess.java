package org.stowage.catalog.lucene;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.stowage.catalog.CatalogChange;
import org.stowage.catalog.CatalogWriter;
import org.stowage.catalog.SampleEntry;

/** Another JVM, which writes a catalog and can be killed. */
final class CatalogProcess implements AutoCloseable {

    /** How many files a batch has. */
    static final int FILES = 500;

    private final Process process;
    private final BufferedReader output;

    private CatalogProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** Starts a JVM that applies batch after batch. */
    static CatalogProcess start(Path folder) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        List<String> command = List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                classPath,
                CatalogProcess.class.getName(),
                folder.toString());
        return new CatalogProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Returns the next line that it printed: the number of a batch that was applied. */
    String line() {
        try {
            return String.valueOf(output.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the JVM like {@code kill -9}. Returns the lines that it had printed and that were not read. */
    List<String> kill() {
        // Process.destroyForcibly() would also close the stream of what it printed.
        process.toHandle().destroyForcibly();
        process.onExit().join();
        return output.lines().toList();
    }

    @Override
    public void close() {
        kill();
    }

    /** Applies batches without end: each replaces half of the files of the one before. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        try (CatalogWriter catalog =
                new LuceneEngine(Path.of(arguments[0])).openToWrite().orElseThrow()) {
            for (int batch = 0; ; batch++) {
                catalog.apply(batch(batch), Map.of("batch", Integer.toString(batch)));
                out.println(batch);
                out.flush();
            }
        }
    }

    /** The size of each file is the number of the batch. */
    static List<CatalogChange> batch(int number) {
        List<CatalogChange> changes = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            SampleEntry sample =
                    SampleEntry.of("a/" + (number * FILES / 2 + file)).size(number);
            changes.add(file % 10 == 9 ? sample.remove() : sample.put());
        }
        return changes;
    }
}
