package org.stowage.management.admin;

/** Ends a call with an error of its own: a status, a code that never changes, and a sentence. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * Makes an exception.
     *
     * @param status of HTTP, from 400 on
     * @param code a word in lower case with hyphens
     * @param sentence for the admin
     */
    public ProblemException(int status, String code, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** Returns the status. */
    public int status() {
        return status;
    }

    /** Returns the code. */
    public String code() {
        return code;
    }

    AdminAnswer answer(boolean asText) {
        return AdminAnswer.problem(status, code, String.valueOf(getMessage()), asText);
    }
}
