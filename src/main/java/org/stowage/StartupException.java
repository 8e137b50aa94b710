package org.stowage;

/** The deployment cannot start; the message says why, and a stack trace would only hide it. */
final class StartupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartupException(String message) {
        super(message, null, false, false);
    }
}
