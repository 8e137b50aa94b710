package org.stowage.token.diagnosis;

import org.jspecify.annotations.Nullable;
import org.stowage.contract.Authorization;
import org.stowage.contract.Query;
import org.stowage.storage.FileKey;

/**
 * An upload to be explained by an {@link Explainer}, as a client has sent it or would send it.
 *
 * @param path the whole raw path of the URL, with its leading slash
 * @param key the file that the URL names here, or null if it names none
 * @param query the query of the URL
 * @param length the length of the body in bytes, not negative
 * @param type the value of Content-Type, if it is known
 * @param authorization the Authorization fields
 */
public record SentUpload(
        String path,
        @Nullable FileKey key,
        Query query,
        long length,
        @Nullable String type,
        Authorization authorization) {}
