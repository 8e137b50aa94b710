package org.stowage.management.traffic;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An upload or a deletion that was refused. Its text form omits the query, which may hold a token.
 *
 * @param id its number since the start
 * @param time when
 * @param claim what the client sent
 * @param status of the answer
 * @param code why, as in the log
 * @param sentence what the client was told
 * @param detail what the log says besides; may be empty
 * @param owner whose upload it is, if the token has told
 */
public record RefusedRequest(
        long id,
        Instant time,
        RefusedClaim claim,
        int status,
        String code,
        String sentence,
        String detail,
        @Nullable String owner) {

    /**
     * What a client sent.
     *
     * @param method of the request
     * @param url the path of the request with its query, as it was sent
     * @param length that the client claims, in bytes; null if it claims none
     * @param type that the client claims
     * @param authorization the value of the field {@code Authorization}
     * @param client the IP address; null if addresses are not logged
     * @param request the id of the request
     */
    public record RefusedClaim(
            String method,
            String url,
            @Nullable Long length,
            @Nullable String type,
            @Nullable String authorization,
            @Nullable String client,
            String request) {

        /** Returns the path without the query. */
        public String path() {
            return url.replaceFirst("[?#].*", "");
        }

        @Override
        public String toString() {
            return method + " " + path();
        }
    }
}
