package org.stowage.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The command: starts the servers, has them measured by turns, and writes what came out. */
final class Bench {

    private static final String SMALL_HEAP = "64m";

    private final Options options;
    private final Targets targets;
    private final Report report;
    private final long start = System.nanoTime();

    private Bench(Options options) throws IOException {
        this.options = options;
        this.targets = new Targets(options);
        this.report = new Report(
                String.join(
                        "  \n",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString() + ", " + Machine.description(),
                        options.number("rounds") + " rounds of " + options.text("duration") + " s, stores below "
                                + options.path("store") + ", Java heaps " + options.text("heap")),
                options.list("targets"));
    }

    /** Exits with 0 if every answer was right. */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments);
        if (options.has("list")) {
            LoadStep.ALL.forEach(step -> System.out.println(step.name()));
            List.of("slow", "readers", "scale", "memory", "retention", "deletions", "catalog")
                    .forEach(System.out::println);
            return;
        }
        Bench bench = new Bench(options);
        if (options.number("serve") > 0) {
            bench.serve();
            return;
        }
        boolean right = options.has("check") ? bench.check() : bench.measure();
        System.exit(right ? 0 : 1);
    }

    /** Leaves the servers to other tools for a while: a profiler, or another generator. */
    private void serve() throws IOException, InterruptedException {
        List<Server> servers = new ArrayList<>();
        try {
            for (String name : options.list("targets")) {
                Server server = targets.start(name, options.text("heap"));
                servers.add(server);
                System.out.println("name=" + name + " url=http://127.0.0.1:"
                        + server.site().port() + "/upload/ pid="
                        + server.handle().pid() + " store="
                        + server.site().store() + " secret=" + Signer.SECRET);
            }
            Thread.sleep(options.seconds("serve").toMillis());
        } finally {
            servers.forEach(Server::close);
        }
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

    private boolean measure() throws IOException, InterruptedException {
        loads();
        alone("slow", server -> report.getSlow().add(new SlowBench(options, server, true).run()));
        alone("readers", server -> report.getSlow().add(new SlowBench(options, server, false).run()));
        alone("scale", server -> report.getScale().addAll(new ScaleBench(options, server).run()));
        alone("memory", server -> report.getMemory().addAll(new MemoryBench(options, server).run()));
        if (options.wants("retention")) {
            attempt("retention", () -> report.getRetention().addAll(new RetentionBench(options).run()));
        }
        if (options.wants("deletions")) {
            attempt("deletions", () -> report.getRetention().addAll(new DeletionBench(options).run()));
        }
        if (options.wants("catalog")) {
            attempt("catalog", () -> report.getCatalog().addAll(new CatalogBench(options).run()));
        }
        Path out = options.path("out");
        Files.createDirectories(out.getParent());
        Files.writeString(Path.of(out + ".json"), report.json());
        Files.writeString(Path.of(out + ".md"), report.markdown());
        System.out.println(report.markdown());
        return report.isRight();
    }

    private void loads() throws IOException, InterruptedException {
        List<LoadStep> steps =
                LoadStep.ALL.stream().filter(step -> options.wants(step.name())).toList();
        if (options.has("cold")) {
            for (LoadStep step : steps) {
                attempt(step.name(), () -> cold(step));
            }
            return;
        }
        List<Server> servers = new ArrayList<>();
        try {
            for (String name : steps.isEmpty() ? List.<String>of() : options.list("targets")) {
                servers.add(targets.start(name, options.text("heap")));
            }
            for (LoadStep step : steps) {
                attempt(step.name(), () -> report.getLoads().addAll(new LoadBench(options, step, servers).run()));
            }
        } finally {
            servers.forEach(Server::close);
        }
    }

    /** Each server is started for each round, and measured from its first request on. */
    private void cold(LoadStep step) throws IOException, InterruptedException {
        for (int round = 1; round <= options.number("rounds"); round++) {
            List<String> order = new ArrayList<>(options.list("targets"));
            Collections.rotate(order, round);
            for (String name : order) {
                try (Server server = targets.start(name, options.text("heap"))) {
                    report.getLoads().addAll(new LoadBench(options, step, List.of(server)).cold(round));
                }
            }
        }
    }

    /** Runs a step against each server on its own: freshly started, and no other beside it. */
    private void alone(String step, Work work) throws IOException, InterruptedException {
        for (String name : options.wants(step) ? options.list("targets") : List.<String>of()) {
            if (!step.equals("slow") && name.equals("null")) {
                continue;
            }
            attempt(step + " " + name, () -> {
                try (Server server = targets.start(name, heap(step, name))) {
                    work.on(server);
                }
            });
        }
    }

    /** Does it if there is time; goes on with the next when a server does not survive it. */
    private void attempt(String step, Attempt attempt) throws IOException, InterruptedException {
        if (System.nanoTime() - start
                > Duration.ofMinutes(options.number("minutes")).toNanos()) {
            report.getFailures().add(step + ": no time left");
            return;
        }
        System.err.println("step " + step);
        try {
            attempt.make();
        } catch (IllegalStateException e) {
            System.err.println(step + " failed: " + e);
            report.getFailures().add(step + ": " + e.getMessage());
        }
    }

    private String heap(String step, String name) {
        return !step.equals("memory") ? options.text("heap") : name.startsWith("wildfly") ? "128m" : SMALL_HEAP;
    }

    private List<String> stowages() {
        return options.list("targets").stream().filter(Targets::isStowage).toList();
    }

    /** What is done with a server. */
    private interface Work {
        void on(Server server) throws IOException, InterruptedException;
    }

    /** What may fail. */
    private interface Attempt {
        void make() throws IOException, InterruptedException;
    }
}
