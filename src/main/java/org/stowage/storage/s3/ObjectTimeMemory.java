package org.stowage.storage.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.logging.Logger;
import org.stowage.storage.TimeMemory;
import org.stowage.storage.TimeSeen;
import org.stowage.storage.format.TimeText;

/**
 * An object that holds the time of the last sweep; it is replaced as a whole.
 *
 * @param objects which it is one of
 * @param key of it
 */
record ObjectTimeMemory(ObjectClient objects, String key) implements TimeMemory {

    private static final Logger LOG = Logger.getLogger("org.stowage.storage");

    /** What is damaged is taken for none. */
    @Override
    public Optional<TimeSeen> timeSeen() throws IOException {
        Optional<ObjectPart> found = objects.all(key);
        try {
            return found.map(piece -> TimeText.parse(
                    StandardCharsets.US_ASCII.decode(piece.bytes()).toString()));
        } catch (DateTimeParseException e) {
            LOG.warning(() -> key + " is damaged: the clock cannot be compared with the time of the last run.");
            return Optional.empty();
        }
    }

    @Override
    public void see(TimeSeen time) throws IOException {
        objects.put(key, ObjectBody.of(ByteBuffer.wrap(TimeText.of(time).getBytes(StandardCharsets.US_ASCII))));
    }
}
