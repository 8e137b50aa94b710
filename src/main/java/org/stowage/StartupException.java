package org.stowage;

/** The deployment cannot start; the message says why. It has no stack trace, so that the message stays visible. */
final class StartupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartupException(String message) {
        super(message, null, false, false);
    }
}
