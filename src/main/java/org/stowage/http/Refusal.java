package org.stowage.http;

import java.io.IOException;
import org.stowage.storage.Ban;
import org.stowage.storage.OutOfSpaceException;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Words;

/** Every reason to refuse a request: status, a code that never changes, and a sentence for the user. */
enum Refusal {
    /** The path is not legal as {@link org.stowage.storage.FileKey} defines it. */
    BAD_PATH(400, "bad-path", "The URL does not end with a legal file name."),
    /** Content-Length is not one plain decimal number. */
    BAD_LENGTH(400, "bad-length", "The Content-Length is not one plain number."),
    /** Two different lines: two readers might use different ones. */
    TWO_TYPES(400, "two-types", "The request names two media types for one file."),
    /** RFC 9110 §14.5: a part of a file must not be stored as a whole file. */
    PARTIAL_PUT(400, "partial-put", "A file is uploaded whole: Content-Range is not supported."),
    /** No token, and the contract of {@code mod_http_file_share} is the only one enabled. */
    NO_BEARER(401, "no-bearer", "The request carries no token of the XMPP server; ask for a new upload slot."),
    /** No token of an enabled contract. */
    NO_TOKEN(403, "no-token", "The URL carries no token of the XMPP server; ask for a new upload slot."),
    /** Two readers might use different ones. */
    DOUBLED_TOKEN(403, "doubled-token", "The request carries more than one token."),
    /** Signed with another secret, or for another path, length or type. */
    BAD_TOKEN(403, "bad-token", "The token does not allow this upload: its path, size or type is another one."),
    /** The token is right, but its time is over. */
    EXPIRED_TOKEN(403, "expired-token", "The upload slot has expired; ask for a new one."),
    /** No token for this deletion, or a wrong one. */
    BAD_DELETION(403, "bad-deletion", "The URL carries no token that allows deleting this file."),
    /** The admin has banned this path, this owner, or this content. */
    BANNED(403, "banned", "The administrator of this server does not allow this upload."),
    /** Several XMPP servers share the deployment, and this URL is none of theirs. */
    NO_TENANT(404, "no-tenant", "No XMPP server uses this URL for uploads."),
    /** No file is or was there, or the path is not legal. */
    NOT_FOUND(404, "not-found", "There is no file at this URL."),
    /** Anything but the {@link AllowedMethods}. */
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "This method is not supported here."),
    /** Files are never overwritten. */
    EXISTS(409, "exists", "A file was already uploaded to this URL."),
    /** A tombstone is there. Even a valid token is good for one file only. */
    USED(409, "used", "This URL was used for a file that has been deleted; ask for a new one."),
    /** Deleted, expired, or evicted. */
    GONE(410, "gone", "The file at this URL has been deleted."),
    /** Chunked, or no length at all. */
    NO_LENGTH(411, "no-length", "The request has no Content-Length."),
    /** Larger than {@code stowage.max-size}. */
    TOO_LARGE(413, "too-large", "The file is larger than this server allows."),
    /** The token is right, but was issued for another length. */
    WRONG_LENGTH(413, "wrong-length", "The file has another size than the upload slot was asked for."),
    /** RFC 7725: the admin removed the file because somebody demanded it. */
    TAKEN_DOWN(451, "taken-down", "The file at this URL may not be shown."),
    /** More than {@code stowage.quota.owner}. */
    OWNER_QUOTA(413, "owner-quota", "You have used all the room that you may use here."),
    /** More than {@code stowage.quota.owner-daily}. */
    DAILY_QUOTA(413, "daily-quota", "You have uploaded as much as you may in a day; try again tomorrow."),
    /** A bug in Stowage. */
    INTERNAL(500, "internal", "The server made a mistake; its log says more."),
    /** More than {@code stowage.max-concurrent-uploads}. */
    BUSY(503, "busy", "Too many uploads are under way; try again later."),
    /** The store cannot be read or written. */
    STORE_UNAVAILABLE(503, "store-unavailable", "The file store is not available; try again later."),
    /** All threads that may use the store wait for it ({@link StoreTurns}). */
    STORE_STALLS(503, "store-stalls", "The file store does not answer; try again later."),
    /** The disk is full. */
    OUT_OF_SPACE(507, "out-of-space", "The file store is full; try again later."),
    /** More than {@code stowage.tenant.<name>.quota}. */
    TENANT_QUOTA(507, "tenant-quota", "The file store is full; try again later."),
    /** More than {@code stowage.quota.total}. */
    TOTAL_QUOTA(507, "total-quota", "The file store is full; try again later."),
    /** Less would be free than {@code stowage.quota.free-space}. */
    FREE_SPACE(507, "free-space", "The file store is full; try again later.");

    private final int status;
    private final String code;
    private final String sentence;

    Refusal(int status, String code, String sentence) {
        this.status = status;
        this.code = code;
        this.sentence = sentence;
    }

    /** Returns how a GET of a deleted file is refused. */
    static Refusal of(Tombstone tombstone) {
        return tombstone.reason() == Tombstone.Reason.TAKEN_DOWN ? TAKEN_DOWN : GONE;
    }

    /**
     * Returns the refusal for an exception: of the store if it is an {@link IOException}, otherwise a bug in Stowage.
     */
    static Refusal of(Throwable failure) {
        if (failure instanceof OutOfSpaceException) {
            return OUT_OF_SPACE;
        }
        return failure instanceof IOException ? STORE_UNAVAILABLE : INTERNAL;
    }

    /** Returns the detail of the log line for a ban. */
    static String wordsOf(Ban.Kind ban) {
        return "ban=" + Words.of(ban);
    }

    int status() {
        return status;
    }

    /** Returns the word for it in logs and counters. */
    String code() {
        return code;
    }

    /** Returns a sentence for the user, without paths, secrets or facts about the server. */
    String sentence() {
        return sentence;
    }

    /** Tells whether a later attempt may succeed, so that the answer has {@code Retry-After}. */
    boolean isTemporary() {
        return status == BUSY.status || status == OUT_OF_SPACE.status;
    }
}
