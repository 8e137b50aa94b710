package org.stowage.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.logging.Logger;
import org.stowage.storage.TimeMemory;
import org.stowage.storage.TimeSeen;
import org.stowage.storage.format.TimeText;
import org.stowage.storage.staging.StagedFile;

/**
 * The file {@code time} in the base path: the time in ISO 8601, followed by the word {@code doubted} if the clock was
 * doubted. It is replaced as a whole. A crash may set it back by some minutes.
 *
 * @param presence of the store
 */
record TimeFile(StorePresence presence) implements TimeMemory {

    private static final Logger LOG = Logger.getLogger("org.stowage.storage");

    /** A damaged file counts as none. */
    @Override
    public Optional<TimeSeen> timeSeen() throws IOException {
        return presence.confirm(read());
    }

    @Override
    public void see(TimeSeen time) throws IOException {
        presence.confirm(() -> write(time));
    }

    private Optional<TimeSeen> read() throws IOException {
        try {
            return Optional.of(TimeText.parse(Files.readString(path())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (DateTimeParseException | CharacterCodingException e) {
            LOG.warning(() -> path() + " is damaged: the clock cannot be compared with the time of the last run.");
            return Optional.empty();
        }
    }

    private TimeSeen write(TimeSeen seen) throws IOException {
        String text = TimeText.of(seen);
        try (StagedFile partial = presence.staging().createSmall()) {
            partial.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            Files.move(partial.path(), path(), StandardCopyOption.ATOMIC_MOVE);
            return seen;
        }
    }

    private Path path() {
        return presence.disk().base().resolve(TimeText.NAME);
    }
}
