package org.stowage.storage.s3;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.stowage.storage.StoreMissingException;
import org.stowage.storage.format.MarkerText;

/**
 * The object that makes a prefix of a bucket a store.
 *
 * @param objects which it is one of
 * @param key of it
 */
record ObjectMarker(ObjectClient objects, String key) {

    /** Returns the id of the store; where there is none it is begun, and of several nodes that do so one wins. */
    String findOrCreate() throws IOException {
        Optional<String> id = find();
        if (id.isPresent()) {
            return id.get();
        }
        String text = MarkerText.of(UUID.randomUUID().toString());
        new ConditionalPut(objects)
                .write(key, ObjectBody.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))), PutCondition.FREE);
        return find().orElseThrow(this::missing);
    }

    /**
     * Makes sure that the store is there.
     *
     * @throws StoreMissingException if it is not, or another one is
     */
    void require(String id) throws IOException {
        if (find().filter(id::equals).isEmpty()) {
            throw missing();
        }
    }

    private Optional<String> find() throws IOException {
        Optional<ObjectPart> found = objects.all(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String text = StandardCharsets.UTF_8.decode(found.get().bytes()).toString();
        return Optional.of(MarkerText.idIn(new StringReader(text), key));
    }

    private StoreMissingException missing() {
        return new StoreMissingException(
                objects.bucket() + " is not the store any more: it has no " + key + ", or another store's",
                "bring the object back, or set stowage.s3.bucket and stowage.s3.prefix right and redeploy");
    }
}
