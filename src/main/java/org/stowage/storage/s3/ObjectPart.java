package org.stowage.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Some bytes of an object.
 *
 * @param bytes that were asked for
 * @param objectSize how long the whole object is
 * @param version its ETag
 */
record ObjectPart(ByteBuffer bytes, long objectSize, String version) {

    /** {@code bytes 5-9/10} (RFC 9110 §14.4). */
    private static final Pattern RANGE = Pattern.compile("bytes \\d{1,18}-\\d{1,18}/(\\d{1,18})");

    /** Reads an answer of so many bytes at most: a store that ignores the range that was asked for must not fill the memory. */
    static ResponseTransformer<GetObjectResponse, ObjectPart> of(long mostBytes) {
        return (answer, body) -> read(answer, body, mostBytes);
    }

    private static ObjectPart read(GetObjectResponse answer, InputStream body, long mostBytes) throws IOException {
        byte[] bytes = body.readNBytes(Math.toIntExact(mostBytes + 1));
        if (bytes.length > mostBytes) {
            throw new UnusableAnswerException("it has more than the " + mostBytes + " bytes that were asked for");
        }
        return new ObjectPart(
                ByteBuffer.wrap(bytes), sizeIn(answer).orElse((long) bytes.length), ObjectClient.bare(answer.eTag()));
    }

    private static Optional<Long> sizeIn(GetObjectResponse answer) {
        return Optional.ofNullable(answer.contentRange()).map(range -> {
            Matcher parts = RANGE.matcher(range);
            if (!parts.matches()) {
                throw new UnusableAnswerException("its Content-Range does not tell the length of the object");
            }
            return Long.valueOf(parts.group(1));
        });
    }
}
