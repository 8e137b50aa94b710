package org.stowage.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds the last lines of a log, in its file and its rotated files, from the end. Used by one thread. */
final class LastLines {

    /** How far back lines are looked for, in bytes. */
    private static final long MOST_BYTES = 16 << 20;

    private static final int BLOCK = 256 << 10;

    private final Predicate<AuditLine> condition;
    private final int limit;
    private final List<AuditLine> found = new ArrayList<>();
    private long left = MOST_BYTES;

    private LastLines(Predicate<AuditLine> condition, int limit) {
        this.condition = condition;
        this.limit = limit;
    }

    /**
     * Returns the last lines that meet a condition, the last one first. Lines further back than {@value #MOST_BYTES}
     * bytes are not found.
     *
     * @param log the current file; the names of its rotated files begin with its name
     * @throws IOException if a file cannot be read
     */
    static List<AuditLine> of(Path log, Predicate<AuditLine> condition, int limit) throws IOException {
        LastLines lines = new LastLines(condition, limit);
        try (AuditFormat format = new AuditFormat()) {
            for (Path file : RecordedFiles.latestFirst(log)) {
                if (!lines.isEnough()) {
                    lines.read(file, format);
                }
            }
        }
        return lines.found;
    }

    private boolean isEnough() {
        return found.size() >= limit || left <= 0;
    }

    /** Reads blocks from the end. The beginning of a block may be half a line, which belongs to the block before. */
    private void read(Path file, AuditFormat format) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long end = channel.size();
            String tail = "";
            while (end > 0 && !isEnough()) {
                int length = (int) Math.min(BLOCK, end);
                end -= length;
                left -= length;
                String block = read(channel, end, length) + tail;
                int first = end == 0 ? 0 : block.indexOf('\n') + 1;
                tail = block.substring(0, first);
                addFromTheEnd(block.substring(first).split("\n", -1), format);
            }
        }
    }

    private static String read(SeekableByteChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        channel.position(position);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // Until the block is full, or the file was cut off meanwhile.
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    }

    private void addFromTheEnd(String[] lines, AuditFormat format) {
        for (int i = lines.length - 1; i >= 0 && found.size() < limit; i--) {
            add(lines[i], format);
        }
    }

    private void add(String line, AuditFormat format) {
        if (line.isEmpty()) {
            return;
        }
        try {
            AuditLine read = AuditLine.of(format.read(line));
            if (condition.test(read)) {
                found.add(read);
            }
        } catch (RuntimeException incomplete) {
            // Half a line, or one of something else.
        }
    }
}
