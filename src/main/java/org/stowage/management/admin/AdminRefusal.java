package org.stowage.management.admin;

/** Why a request below {@code /-/} is refused: a status and a sentence. */
enum AdminRefusal {
    /** There is no such call, or it is hidden from the address of the client. */
    NOT_FOUND(404, "There is nothing at this URL."),
    /** The method is not GET, HEAD or POST, or this call does not have it. */
    METHOD_NOT_ALLOWED(405, "This method is not supported here."),
    /** There is no user, or the password is wrong. */
    LOGIN(401, "This is for administrators who log in."),
    /** The user does not have the role. */
    NO_ROLE(403, "This is for users with the role stowage-admin."),
    /** A page of another site has made a browser send the request. */
    CROSS_SITE(403, "Requests from pages of other sites are refused."),
    /** A form of another site could send this type without a preflight. */
    NOT_JSON(415, "The body is not of the type application/json."),
    /** The body is too large. */
    TOO_LARGE(413, "The body is larger than 64 KiB."),
    /** The store cannot be read. */
    STORE_UNAVAILABLE(503, "The store cannot be read; the log says why."),
    /** The call has failed. */
    INTERNAL(500, "The server made a mistake; its log says more.");

    private final int status;
    private final String sentence;

    AdminRefusal(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    AdminAnswer answer() {
        return AdminAnswer.sentence(status, sentence);
    }

    /** Answers 400 with a sentence about what is wrong in the request. */
    static AdminAnswer malformed(String sentence) {
        return AdminAnswer.sentence(400, sentence);
    }
}
