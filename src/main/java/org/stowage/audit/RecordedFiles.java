package org.stowage.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Finds the files that have a line in a log, from the latest lines of the log file and its rotated files. */
final class RecordedFiles {

    private static final Logger LOG = Logger.getLogger("org.stowage");

    /** The maximum number of bytes that are read, some 150,000 lines. */
    private static final long MOST_BYTES = 64 << 20;

    private RecordedFiles() {}

    /** Returns a name that is unique for a tenant and a key; the tenant without a name is empty. */
    static String name(String tenant, String key) {
        return tenant + "\0" + key;
    }

    /**
     * Returns the names of the files that have a line {@code stored} or {@code found}.
     *
     * @param log the current file; the names of its rotated files begin with its name
     */
    static Set<String> since(Path log, Instant since) {
        Set<String> names = new HashSet<>();
        long left = MOST_BYTES;
        try (AuditFormat format = new AuditFormat()) {
            for (Path file : latestFirst(log)) {
                if (left <= 0 || Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    break;
                }
                left -= read(file, left, since, new Reader(format, names));
            }
        } catch (IOException | RuntimeException e) {
            LOG.warning("Lines of the audit log cannot be read, so files that have a line may get a second one: " + e);
        }
        return names;
    }

    /** Returns the file and its rotated files, the last written first. */
    static List<Path> latestFirst(Path log) throws IOException {
        String name = Objects.requireNonNull(log.getFileName()).toString();
        try (Stream<Path> files =
                Files.list(Objects.requireNonNull(log.toAbsolutePath().getParent()))) {
            return files.filter(file -> file.getFileName().toString().startsWith(name) && Files.isRegularFile(file))
                    .sorted(Comparator.comparing(RecordedFiles::modified).reversed())
                    .toList();
        }
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the end of a file; a first line that is cut off is not JSON and is skipped. Returns the number of bytes
     * that were read.
     */
    private static long read(Path file, long most, Instant since, Reader reader) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            channel.position(Math.max(0, size - most));
            BufferedReader lines = new BufferedReader(
                    new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.US_ASCII));
            lines.lines().forEach(line -> reader.read(line, since));
            return Math.min(size, most);
        }
    }

    /** Collects the names from lines. */
    private record Reader(AuditFormat format, Set<String> names) {

        void read(String line, Instant since) {
            if (!line.contains("\"event\":\"stored\"") && !line.contains("\"event\":\"found\"")) {
                return;
            }
            try {
                Map<?, ?> members = format.read(line);
                if (!Instant.parse(text(members, "time")).isBefore(since)) {
                    names.add(name(text(members, "tenant"), text(members, "key")));
                }
            } catch (RuntimeException broken) {
                LOG.fine("A line of the audit log is incomplete.");
            }
        }

        private static String text(Map<?, ?> members, String name) {
            return members.get(name) instanceof String text ? text : "";
        }
    }
}
