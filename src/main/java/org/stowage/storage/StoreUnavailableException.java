package org.stowage.storage;

import java.io.IOException;

/**
 * A store on another machine does not answer, or does not do what it is asked; a later attempt may succeed. What it was asked to
 * write may have been written.
 */
public final class StoreUnavailableException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Says what the store did, and what an admin can do, in one sentence without a full stop; it has no key and no token. */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
