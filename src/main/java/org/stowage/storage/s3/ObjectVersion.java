package org.stowage.storage.s3;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;

/**
 * An object as it was when it was looked up.
 *
 * @param objects which it is one of
 * @param key of it
 * @param version its ETag then
 * @param contentSize how much of it is content; something always follows
 */
record ObjectVersion(ObjectClient objects, String key, String version, long contentSize) {

    /**
     * Reads some bytes.
     *
     * @throws NoSuchFileException if it was replaced or deleted since
     * @throws EOFException if it has not so many
     */
    ByteBuffer read(long position, long length) throws IOException {
        ByteBuffer bytes = objects.range(key, version, position, length)
                .filter(piece -> piece.objectSize() > contentSize)
                .orElseThrow(() -> new NoSuchFileException(key, null, "was deleted"))
                .bytes();
        if (bytes.remaining() != length) {
            throw new EOFException(key + " has " + bytes.remaining() + " bytes at " + position + ", not " + length);
        }
        return bytes;
    }
}
