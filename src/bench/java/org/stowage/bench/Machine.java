package org.stowage.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The machine as a whole. */
final class Machine {

    private static final double TICKS = 100;
    private static final int IDLE = 3;
    private static final int IOWAIT = 4;
    private static final int GUEST = 8;

    private Machine() {}

    /** Seconds that all processors together were busy, for whomever, since the start. */
    static double busySeconds() throws IOException {
        String first = Files.readAllLines(Path.of("/proc/stat")).get(0);
        long[] times = Arrays.stream(first.split(" +"))
                .skip(1)
                .mapToLong(Long::parseLong)
                .toArray();
        long all = Arrays.stream(times, 0, GUEST).sum();
        return (all - times[IDLE] - times[IOWAIT]) / TICKS;
    }

    static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Processor, memory and kernel, in a few words. */
    static String description() throws IOException {
        List<String> processor = Files.readAllLines(Path.of("/proc/cpuinfo"));
        String model = processor.stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        return processors() + " processors (" + model + "), Linux " + System.getProperty("os.version") + ", Java "
                + System.getProperty("java.version");
    }
}
