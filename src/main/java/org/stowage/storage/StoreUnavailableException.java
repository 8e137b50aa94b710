package org.stowage.storage;

import java.io.IOException;

/**
 * A store on another machine does not answer, or does not do what it is asked; a later attempt may succeed. What it was asked to
 * write may have been written.
 */
public final class StoreUnavailableException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean passing;

    /**
     * Says why.
     *
     * @param message what the store did, and what an admin can do, in one sentence without a full stop; it has no key and no token
     * @param passing whether it may answer later although nobody changes anything here
     */
    public StoreUnavailableException(String message, boolean passing, Throwable cause) {
        super(message, cause);
        this.passing = passing;
    }

    /** Tells whether the store may answer later although nobody changes anything here. */
    public boolean isPassing() {
        return passing;
    }
}
