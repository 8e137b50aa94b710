package org.stowage.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command line: {@code --name value} in any order; every option has a default. */
record Options(Map<String, String> values) {

    private static final List<String> FLAGS = List.of("check", "list", "cold");
    private static final String PROFILER = "profiler";

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("targets", "nginx,wildfly,tomcat11"),
            Map.entry("steps", "put,get,head,range,slow"),
            Map.entry("rounds", "3"),
            Map.entry("duration", "3"),
            Map.entry("warmup", "15"),
            Map.entry("store", "/dev/shm"),
            Map.entry("store-limit", "4096"),
            Map.entry("heap", "256m"),
            Map.entry("slow", "1000"),
            Map.entry("hold", "10"),
            Map.entry("scale", "10000,1000000"),
            Map.entry("retention-files", "1000000"),
            Map.entry("catalog-files", "1000000"),
            Map.entry("transfers", "64"),
            Map.entry("minutes", "90"),
            Map.entry("serve", "0"),
            Map.entry("rtt", "0"),
            Map.entry("s3", ""),
            Map.entry("tomcat-tuning", ""),
            Map.entry("wildfly-tuning", ""),
            Map.entry("out", "target/bench/report"));

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException if one is not known, or lacks its value
     */
    static Options of(String... arguments) {
        Map<String, String> values = new HashMap<>(DEFAULTS);
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(arguments));
        while (!rest.isEmpty()) {
            String argument = rest.remove();
            String name = argument.startsWith("--") ? argument.substring(2) : "";
            if (FLAGS.contains(name)) {
                values.put(name, "");
            } else if (!(DEFAULTS.containsKey(name) || name.equals(PROFILER)) || rest.isEmpty()) {
                throw new IllegalArgumentException("not an option, or without a value: " + argument + "; there are --"
                        + String.join(", --", FLAGS) + ", --" + PROFILER + ", and " + DEFAULTS);
            } else {
                values.put(name, rest.remove());
            }
        }
        return new Options(Map.copyOf(values));
    }

    boolean has(String flag) {
        return values.containsKey(flag);
    }

    String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name);
        }
        return value;
    }

    List<String> list(String name) {
        return List.of(text(name).split(","));
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    Duration seconds(String name) {
        return Duration.ofMillis(Math.round(Double.parseDouble(text(name)) * 1000));
    }

    Path path(String name) {
        return Path.of(text(name)).toAbsolutePath();
    }

    /** Tells whether a step is wanted: its name begins with one of {@code --steps}, or that is {@code all}. */
    boolean wants(String step) {
        return list("steps").stream().anyMatch(wanted -> step.startsWith(wanted) || wanted.equals("all"));
    }
}
