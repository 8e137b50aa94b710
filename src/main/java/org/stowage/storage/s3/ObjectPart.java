package org.stowage.storage.s3;

import java.nio.ByteBuffer;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Some bytes of an object.
 *
 * @param bytes that were asked for
 * @param objectSize how long the whole object is
 * @param version its ETag
 */
record ObjectPart(ByteBuffer bytes, long objectSize, String version) {

    static ObjectPart of(ResponseBytes<GetObjectResponse> answer) {
        ByteBuffer bytes = ByteBuffer.wrap(answer.asByteArrayUnsafe());
        return new ObjectPart(
                bytes,
                sizeIn(answer.response()).orElse((long) bytes.remaining()),
                ObjectClient.bare(answer.response().eTag()));
    }

    /** {@code bytes 5-9/10} (RFC 9110 §14.4). */
    private static Optional<Long> sizeIn(GetObjectResponse answer) {
        return Optional.ofNullable(answer.contentRange())
                .map(range -> range.substring(range.lastIndexOf('/') + 1))
                .map(Long::valueOf);
    }
}
