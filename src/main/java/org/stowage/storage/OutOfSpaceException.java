package org.stowage.storage;

import java.io.IOException;

/** The store has no room for the file. Stored files are not affected. */
public final class OutOfSpaceException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Takes a message that says which store is full, and how that is known. */
    public OutOfSpaceException(String message) {
        super(message);
    }
}
