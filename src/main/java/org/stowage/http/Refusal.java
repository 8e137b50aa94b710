package org.stowage.http;

import java.io.IOException;
import org.stowage.storage.Ban;
import org.stowage.storage.OutOfSpaceException;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Words;

/** Every reason for which a request is refused: status, a code that never changes, and a sentence for the user. */
enum Refusal {
    /** {@link org.stowage.storage.FileKey} says what is legal. */
    BAD_PATH(400, "bad-path", "The URL does not end with a legal file name."),
    /** Content-Length is not one plain decimal number. */
    BAD_LENGTH(400, "bad-length", "The Content-Length is not one plain number."),
    /** Two readers might take different ones. */
    TWO_TYPES(400, "two-types", "The request says two media types of one file."),
    /** RFC 9110 §14.5: what is not meant as the whole file must not become one. */
    PARTIAL_PUT(400, "partial-put", "A file is uploaded whole: Content-Range is not supported."),
    /** No token, where the contract of {@code mod_http_file_share} is the only one. */
    NO_BEARER(401, "no-bearer", "The request carries no token of the XMPP server; ask for a new upload slot."),
    /** No token of an enabled contract. */
    NO_TOKEN(403, "no-token", "The URL carries no token of the XMPP server; ask for a new upload slot."),
    /** Two readers might take different ones. */
    DOUBLED_TOKEN(403, "doubled-token", "The request carries more than one token."),
    /** Another secret, path, length or type. */
    BAD_TOKEN(403, "bad-token", "The token does not allow this upload: its path, size or type is another one."),
    /** Right until a moment ago. */
    EXPIRED_TOKEN(403, "expired-token", "The upload slot has expired; ask for a new one."),
    /** No token for this deletion, or a wrong one. */
    BAD_DELETION(403, "bad-deletion", "The URL carries no token that allows to delete this file."),
    /** The admin has banned this path, this owner, or this content. */
    BANNED(403, "banned", "The administrator of this server does not allow this upload."),
    /** Several XMPP servers share the deployment, and this URL is none of theirs. */
    NO_TENANT(404, "no-tenant", "No XMPP server uses this URL for uploads."),
    /** Nothing is there, or its path is not legal. */
    NOT_FOUND(404, "not-found", "There is no file at this URL."),
    /** Anything but the {@link AllowedMethods}. */
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "This method is not supported here."),
    /** Never overwritten. */
    EXISTS(409, "exists", "A file was already uploaded to this URL."),
    /** The token in the URL may still be right: it is good for one file only. */
    USED(409, "used", "This URL was used for a file that has been deleted; ask for a new one."),
    /** Deleted, expired, or evicted. */
    GONE(410, "gone", "The file at this URL has been deleted."),
    /** Chunked, or no length at all. */
    NO_LENGTH(411, "no-length", "The request has no Content-Length."),
    /** Larger than {@code stowage.max-size}. */
    TOO_LARGE(413, "too-large", "The file is larger than this server allows."),
    /** The token is right for another length. */
    WRONG_LENGTH(413, "wrong-length", "The file has another size than the upload slot was asked for."),
    /** RFC 7725: somebody demanded it, and the admin obeyed. */
    TAKEN_DOWN(451, "taken-down", "The file at this URL may not be shown."),
    /** {@code stowage.quota.owner}. */
    OWNER_QUOTA(413, "owner-quota", "You have used all the room that you may use here."),
    /** {@code stowage.quota.owner-daily}. */
    DAILY_QUOTA(413, "daily-quota", "You have uploaded as much as you may in a day; try again tomorrow."),
    /** A failure of ours. */
    INTERNAL(500, "internal", "The server made a mistake; its log says more."),
    /** More than {@code stowage.max-concurrent-uploads}. */
    BUSY(503, "busy", "Too many uploads are under way; try again later."),
    /** The store cannot be read or written. */
    STORE_UNAVAILABLE(503, "store-unavailable", "The file store is not available; try again later."),
    /** {@link StoreTurns}: all threads that may wait for the store do. */
    STORE_STALLS(503, "store-stalls", "The file store does not answer; try again later."),
    /** The disk is full. */
    OUT_OF_SPACE(507, "out-of-space", "The file store is full; try again later."),
    /** {@code stowage.tenant.<name>.quota}. */
    TENANT_QUOTA(507, "tenant-quota", "The file store is full; try again later."),
    /** {@code stowage.quota.total}. */
    TOTAL_QUOTA(507, "total-quota", "The file store is full; try again later."),
    /** {@code stowage.quota.free-space}. */
    FREE_SPACE(507, "free-space", "The file store is full; try again later.");

    private final int status;
    private final String code;
    private final String sentence;

    Refusal(int status, String code, String sentence) {
        this.status = status;
        this.code = code;
        this.sentence = sentence;
    }

    /** Returns why a file that is no longer there is not given. */
    static Refusal of(Tombstone tombstone) {
        return tombstone.reason() == Tombstone.Reason.TAKEN_DOWN ? TAKEN_DOWN : GONE;
    }

    /** Returns how a failure is refused: of the store, or a mistake of ours. */
    static Refusal of(Throwable failure) {
        if (failure instanceof OutOfSpaceException) {
            return OUT_OF_SPACE;
        }
        return failure instanceof IOException ? STORE_UNAVAILABLE : INTERNAL;
    }

    /** Returns what the log says of a ban. */
    static String wordsOf(Ban.Kind ban) {
        return "ban=" + Words.of(ban);
    }

    int status() {
        return status;
    }

    /** Returns the word that logs and counters know it by. */
    String code() {
        return code;
    }

    /** Returns what the user may read: nothing of paths, secrets or the server. */
    String sentence() {
        return sentence;
    }

    /** Tells whether it is worth the client's while to come back. */
    boolean isTemporary() {
        return status == BUSY.status || status == OUT_OF_SPACE.status;
    }
}
