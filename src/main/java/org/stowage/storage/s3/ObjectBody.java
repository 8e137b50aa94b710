package org.stowage.storage.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * What an object is to hold; it can be sent more than once.
 *
 * @param size in bytes
 * @param toSend for one request
 */
record ObjectBody(long size, RequestBody toSend) {

    private static final String TYPE = "application/octet-stream";

    /** Returns the remaining bytes, which must not change. */
    static ObjectBody of(ByteBuffer bytes) {
        return new ObjectBody(bytes.remaining(), RequestBody.fromRemainingByteBuffer(bytes));
    }

    /**
     * Returns what a file holds.
     *
     * @throws IOException if it is not there
     */
    static ObjectBody of(Path file) throws IOException {
        long size = Files.size(file);
        ContentStreamProvider opened = () -> {
            try {
                return Files.newInputStream(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return new ObjectBody(size, RequestBody.fromContentProvider(opened, size, TYPE));
    }
}
