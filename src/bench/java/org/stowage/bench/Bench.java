package org.stowage.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** The command: starts the servers, has them measured by turns, and writes what came out. */
final class Bench {

    private static final String SMALL_HEAP = "64m";

    private final Options options;
    private final Targets targets;
    private final Report report;
    private final long start = System.nanoTime();

    private Bench(Options options) throws IOException {
        this.options = options;
        this.targets = new Targets(options.path("store"));
        this.report = new Report(String.join(
                "  \n",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString() + ", " + Machine.description(),
                options.number("rounds") + " rounds of " + options.text("duration") + " s, stores below "
                        + options.path("store") + ", Java heaps " + options.text("heap")));
    }

    /** Exits with 0 if every answer was right. */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments);
        if (options.has("list")) {
            LoadStep.ALL.forEach(step -> System.out.println(step.name()));
            List.of("slow", "scale", "memory").forEach(System.out::println);
            return;
        }
        Bench bench = new Bench(options);
        boolean right = options.has("check") ? bench.check() : bench.measure();
        System.exit(right ? 0 : 1);
    }

    private boolean check() throws Exception {
        boolean right = true;
        for (String name : stowages()) {
            try (Server server = targets.start(name, options.text("heap"))) {
                right &= new Check(server).run();
            }
        }
        return right;
    }

    private boolean measure() throws Exception {
        loads();
        if (options.wants("scale")) {
            scale();
        }
        if (options.wants("memory")) {
            memory();
        }
        Path out = options.path("out");
        Files.createDirectories(out.getParent());
        Files.writeString(Path.of(out + ".json"), report.json());
        Files.writeString(Path.of(out + ".md"), report.markdown());
        System.out.println(report.markdown());
        return report.isRight();
    }

    private void loads() throws IOException, InterruptedException, ExecutionException {
        List<LoadStep> steps =
                LoadStep.ALL.stream().filter(step -> options.wants(step.name())).toList();
        List<Server> servers = new ArrayList<>();
        try {
            if (!steps.isEmpty() || options.wants("slow")) {
                for (String name : options.list("targets")) {
                    servers.add(targets.start(name, options.text("heap")));
                }
            }
            for (LoadStep step : steps) {
                if (inTime(step.name())) {
                    report.getLoads().addAll(new LoadBench(options, step, servers).run());
                }
            }
            for (Server server : options.wants("slow") ? servers : List.<Server>of()) {
                if (!server.site().fsync() && inTime("slow " + server.name())) {
                    report.getSlow().add(new SlowBench(options, server).run());
                }
            }
        } finally {
            servers.forEach(Server::close);
        }
    }

    private void scale() throws IOException, InterruptedException {
        for (String name : options.list("targets")) {
            if (!name.equals("null") && inTime("scale " + name)) {
                try (Server server = targets.start(name, options.text("heap"))) {
                    report.getScale().addAll(new ScaleBench(options, server).run());
                }
            }
        }
    }

    private void memory() throws IOException, InterruptedException {
        for (String name : options.list("targets")) {
            if (!name.equals("null") && inTime("memory " + name)) {
                try (Server server = targets.start(name, name.startsWith("wildfly") ? "128m" : SMALL_HEAP)) {
                    report.getMemory().addAll(new MemoryBench(options, server).run());
                }
            }
        }
    }

    private List<String> stowages() {
        return options.list("targets").stream().filter(Targets::isStowage).toList();
    }

    private boolean inTime(String step) {
        boolean inTime = System.nanoTime() - start
                < Duration.ofMinutes(options.number("minutes")).toNanos();
        System.err.println(inTime ? "step " + step : "out of time: no " + step);
        return inTime;
    }
}
