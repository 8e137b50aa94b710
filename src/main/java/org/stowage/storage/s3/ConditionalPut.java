package org.stowage.storage.s3;

import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Writes an object if its condition holds, once, however often it has to be sent: when it is not known what became of a PUT, or its
 * condition fails, the id in the metadata of what is there tells whether it was this one.
 *
 * @param objects that are written
 */
record ConditionalPut(ObjectClient objects) {

    private static final int TRIES = 4;

    /**
     * Writes the object.
     *
     * @return the version that this call has written; nothing if the condition does not hold
     * @throws IOException if the store does not say what became of it
     */
    Optional<String> write(String key, ObjectBody body, PutCondition condition) throws IOException {
        String upload = UploadId.next();
        for (int attempt = 1; ; attempt++) {
            Failure failure;
            try {
                return Optional.of(objects.put(key, body, upload, condition));
            } catch (SdkException e) {
                failure = new Failure(e);
            } catch (IllegalStateException e) {
                throw new IOException("the store is closed", e);
            }
            if (!failure.isConditionFailed() && !failure.mayPass()) {
                throw failure.toThrow(objects.bucket());
            }
            Optional<ObjectClient.Head> there = objects.head(key);
            if (there.filter(head -> head.upload().equals(upload)).isPresent()) {
                return there.map(ObjectClient.Head::version);
            }
            if (!condition.stillHolds(there.map(ObjectClient.Head::version).orElse(null))) {
                return Optional.empty();
            }
            if (attempt == TRIES || failure.isTimeout()) {
                throw failure.toThrow(objects.bucket());
            }
            objects.pause(attempt);
        }
    }
}
