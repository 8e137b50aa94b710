package org.stowage.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a tree of processes has used, from {@code /proc}.
 *
 * @param cpuSeconds user and system time since the start
 * @param residentMiB memory now; shared pages count once for each process
 * @param peakMiB the most memory since {@link #forgetPeak}
 * @param openFiles including sockets
 */
record Usage(double cpuSeconds, long residentMiB, long peakMiB, long threads, long openFiles) {

    /** The kernel's clock ticks, the same on every Linux that runs Java. */
    private static final double TICKS = 100;

    static Usage of(ProcessHandle root) {
        Usage sum = new Usage(0, 0, 0, 0, 0);
        for (ProcessHandle process : tree(root)) {
            sum = sum.plus(of(Path.of("/proc/" + process.pid())));
        }
        return sum;
    }

    /** Makes the kernel count the peak anew. */
    static void forgetPeak(ProcessHandle root) {
        for (ProcessHandle process : tree(root)) {
            try {
                Files.writeString(Path.of("/proc/" + process.pid() + "/clear_refs"), "5");
            } catch (IOException e) {
                // Not allowed everywhere; the peak is then that since the start.
            }
        }
    }

    /** Returns what was used since then. */
    Usage minus(Usage before) {
        return new Usage(
                cpuSeconds - before.cpuSeconds,
                residentMiB - before.residentMiB,
                peakMiB,
                threads - before.threads,
                openFiles - before.openFiles);
    }

    static List<ProcessHandle> tree(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants()).toList();
    }

    private static Usage of(Path process) {
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            String stat = Files.readString(process.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            List<String> status = Files.readAllLines(process.resolve("status"));
            return new Usage(
                    (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS,
                    field(status, "VmRSS:") / 1024,
                    field(status, "VmHWM:") / 1024,
                    field(status, "Threads:"),
                    files.count());
        } catch (IOException | UncheckedIOException e) {
            return new Usage(0, 0, 0, 0, 0);
        }
    }

    private static long field(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    private Usage plus(Usage other) {
        return new Usage(
                cpuSeconds + other.cpuSeconds,
                residentMiB + other.residentMiB,
                peakMiB + other.peakMiB,
                threads + other.threads,
                openFiles + other.openFiles);
    }
}
