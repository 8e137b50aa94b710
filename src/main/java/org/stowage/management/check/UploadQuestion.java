package org.stowage.management.check;

import org.jspecify.annotations.Nullable;

/**
 * A PUT that an admin asks about. Its text form omits the URL and the token.
 *
 * @param url as the client used it, with its query
 * @param length of the body in bytes
 * @param type the value of Content-Type, if known
 * @param authorization the value of Authorization, or a bare JWT, if there was one
 */
public record UploadQuestion(
        String url,
        long length,
        @Nullable String type,
        @Nullable String authorization) {

    @Override
    public String toString() {
        return "question about " + length + " bytes";
    }
}
