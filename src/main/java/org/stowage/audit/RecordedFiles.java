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

/** Reads from the latest lines of a log, and of the files that it was rotated to, which files have a line. */
final class RecordedFiles {

    private static final Logger LOG = Logger.getLogger("org.stowage");

    /** How much is read at most; some 150,000 lines. */
    private static final long MOST_BYTES = 64 << 20;

    private RecordedFiles() {}

    /** Returns the name of a file of a tenant, which is empty for the one without a name. */
    static String name(String tenant, String key) {
        return tenant + "\0" + key;
    }

    /**
     * Returns the files that have a line that they were stored or found.
     *
     * @param log the file that is written; those it was moved to have names that begin with its own
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
            LOG.warning("Lines of the audit log cannot be read, files may be told twice: " + e);
        }
        return names;
    }

    private static List<Path> latestFirst(Path log) throws IOException {
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

    /** Reads the end of a file; a line of which the beginning is not read is no JSON. Returns how many bytes were read. */
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
                LOG.fine("A line of the audit log is not whole.");
            }
        }

        private static String text(Map<?, ?> members, String name) {
            return members.get(name) instanceof String text ? text : "";
        }
    }
}
