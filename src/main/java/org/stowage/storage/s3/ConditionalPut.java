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

    /**
     * Writes the object.
     *
     * @return the version that this call has written; nothing if the condition does not hold
     * @throws IOException if the store does not say what became of it
     */
    Optional<String> write(String key, ObjectBody body, PutCondition condition) throws IOException {
        ObjectClient.PutTerms how = new ObjectClient.PutTerms(UploadId.next(), condition);
        for (int attempt = 1; ; attempt++) {
            Gateway gateway = objects.gateways().next();
            Failure failure;
            try {
                return Optional.of(gateway.ask(client -> objects.put(client, key, body, how)));
            } catch (SdkException e) {
                failure = gateway.failed(e);
            } catch (IllegalStateException e) {
                throw new IOException("the store is closed", e);
            }
            if (!failure.isConditionFailed() && !failure.mayPass() && !failure.isOfTheGateway()) {
                throw failure.toThrow();
            }
            Optional<ObjectClient.Head> there = objects.head(key);
            if (there.filter(head -> head.upload().equals(how.upload())).isPresent()) {
                return there.map(ObjectClient.Head::version);
            }
            if (!condition.stillHolds(there.map(ObjectClient.Head::version).orElse(null))) {
                return Optional.empty();
            }
            objects.pauseAfter(failure, attempt);
        }
    }
}
