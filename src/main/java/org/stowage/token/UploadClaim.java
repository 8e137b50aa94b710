package org.stowage.token;

import org.jspecify.annotations.Nullable;
import org.stowage.contract.Authorization;
import org.stowage.contract.Query;
import org.stowage.storage.FileKey;

/**
 * What a client wants to upload, and the tokens that it sends as proof.
 *
 * @param key the file that the URL names
 * @param length what the request declares about the length of its body
 * @param type the value of Content-Type as sent, if any
 * @param query the query of the URL
 * @param authorization the Authorization fields
 */
public record UploadClaim(
        FileKey key, DeclaredLength length, @Nullable String type, Query query, Authorization authorization) {}
