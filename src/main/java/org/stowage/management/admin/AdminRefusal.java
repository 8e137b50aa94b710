package org.stowage.management.admin;

/** Why nothing is done for somebody who asks below {@code /-/}: a status and a sentence. */
enum AdminRefusal {
    /** There is no such call, or it is hidden from where the request comes from. */
    NOT_FOUND(404, "There is nothing at this URL."),
    /** Neither GET, HEAD nor POST, or not for this call. */
    METHOD_NOT_ALLOWED(405, "This method is not supported here."),
    /** No user, or a wrong password. */
    LOGIN(401, "This is for administrators who log in."),
    /** A user of something else in the server. */
    NO_ROLE(403, "This is for users with the role stowage-admin."),
    /** The page of another site lets a browser send it. */
    CROSS_SITE(403, "A request of another site's page is not taken."),
    /** What a form of another site could send without asking. */
    NOT_JSON(415, "The body is not of the type application/json."),
    /** The body. */
    TOO_LARGE(413, "The body is larger than 64 KiB."),
    /** The disk. */
    STORE_UNAVAILABLE(503, "The store cannot be read; the log says why."),
    /** A failure of ours. */
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

    /** Answers what the admin has sent wrong. */
    static AdminAnswer malformed(String sentence) {
        return AdminAnswer.sentence(400, sentence);
    }
}
