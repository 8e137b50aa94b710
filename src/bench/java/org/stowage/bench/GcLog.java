package org.stowage.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the collections of a Java server left in its heap. */
final class GcLog {

    private static final Pattern COLLECTION = Pattern.compile("Pause .*?(\\d+)M->(\\d+)M\\(");
    private static final long PATIENCE_SECONDS = 60;

    private final Server server;

    GcLog(Server server) {
        this.server = server;
    }

    /** Tells whether the server runs on Java. */
    boolean exists() {
        return Files.exists(server.site().gcLog());
    }

    /** How many collections there were. */
    int count() throws IOException {
        return exists() ? left().size() : 0;
    }

    /** MiB that were left by the fullest of the collections after the first {@code skipped}. */
    long most(int skipped) throws IOException {
        return left().stream().skip(skipped).mapToLong(Long::longValue).max().orElse(0);
    }

    /** Collects all garbage now; returns how many MiB are left. */
    long collect() throws IOException, InterruptedException {
        int before = count();
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid()),
                        "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        if (!jcmd.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || jcmd.exitValue() != 0 || count() == before) {
            throw new IllegalStateException("jcmd cannot collect the garbage of " + server.name());
        }
        List<Long> left = left();
        return left.get(left.size() - 1);
    }

    private long pid() {
        return Usage.tree(server.handle()).stream()
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElseThrow();
    }

    private List<Long> left() throws IOException {
        return COLLECTION
                .matcher(Files.readString(server.site().gcLog()))
                .results()
                .map((MatchResult match) -> Long.parseLong(match.group(2)))
                .toList();
    }
}
