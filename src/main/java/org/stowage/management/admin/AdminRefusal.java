package org.stowage.management.admin;

/** Why a request below {@code /-/} is refused: a status, a code and a sentence. */
enum AdminRefusal {
    /** There is no such call, or it is hidden from the address of the client. */
    NOT_FOUND(404, "not-found", "There is nothing at this URL."),
    /** The method is not GET, HEAD or POST, or this call does not have it. */
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "This method is not supported here."),
    /** There is no user, or the password is wrong. */
    LOGIN(401, "no-login", "This is for administrators who log in."),
    /** The user has neither role. */
    NO_ROLE(403, "no-role", "This is for users with the role stowage-admin or stowage-viewer."),
    /** The user may look only. */
    VIEWER(403, "no-role", "This is for users with the role stowage-admin."),
    /** A page of another site has made a browser send the request. */
    CROSS_SITE(403, "cross-site", "Requests from pages of other sites are refused."),
    /** A form of another site could send this type without a preflight. */
    NOT_JSON(415, "not-json", "The body is not of the type application/json."),
    /** The body is too large. */
    TOO_LARGE(413, "too-large", "The body is larger than 64 KiB."),
    /** The store cannot be read. */
    STORE_UNAVAILABLE(503, "store-unavailable", "The store cannot be read; the log says why."),
    /** The call has failed. */
    INTERNAL(500, "internal", "The server made a mistake; its log says more.");

    private final int status;
    private final String code;
    private final String sentence;

    AdminRefusal(int status, String code, String sentence) {
        this.status = status;
        this.code = code;
        this.sentence = sentence;
    }

    AdminAnswer answer(boolean asText) {
        return AdminAnswer.problem(status, code, sentence, asText);
    }

    /** Answers 400 with a sentence about what is wrong in the request. */
    static AdminAnswer malformed(String sentence, boolean asText) {
        return AdminAnswer.problem(400, "bad-request", sentence, asText);
    }
}
