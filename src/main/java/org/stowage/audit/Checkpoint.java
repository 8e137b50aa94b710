package org.stowage.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A small file in the store that contains a time; all files that were stored before this time have their lines in the
 * audit log. It survives a kill, because each time is written in one step over the previous one, which has the same
 * length.
 *
 * @param file the file, in a folder that exists
 */
record Checkpoint(Path file) {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Returns the time; nothing if the file is missing or malformed. */
    Optional<Instant> read() throws IOException {
        try {
            return Optional.of(Instant.parse(
                    Files.readString(file, StandardCharsets.US_ASCII).strip()));
        } catch (NoSuchFileException | DateTimeException none) {
            return Optional.empty();
        }
    }

    void write(Instant time) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap((FORM.format(time) + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
        }
    }

    /** Deletes the file, because without an audit log no line is missing. */
    void remove() throws IOException {
        Files.deleteIfExists(file);
    }
}
