package org.stowage.storage.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.stowage.storage.Capacity;
import org.stowage.storage.staging.Staging;

/**
 * Whether the object store, and the disk that uploads pass, can take anything now.
 *
 * @param objects of the store
 * @param names of them
 * @param opening of the bucket
 * @param staging where uploads are completed
 */
record ObjectCapacity(ObjectClient objects, ObjectNames names, BucketOpening opening, Staging staging)
        implements Capacity {

    /** An object store knows no end. */
    @Override
    public OptionalLong usableSpace() {
        return OptionalLong.empty();
    }

    @Override
    public boolean isBounded() {
        return false;
    }

    @Override
    public boolean isBestEffort() {
        return opening.known()
                .filter(bucket -> !bucket.abilities().keepsFirst())
                .isPresent();
    }

    @Override
    public void probe() throws IOException {
        staging.claimAgain();
        staging.probe();
        opening.requireSame();
        String key = names.probe(UploadId.next());
        objects.put(key, ObjectBody.of(ByteBuffer.wrap(new byte[] {'x'})));
        objects.delete(key);
    }
}
