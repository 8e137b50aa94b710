package org.stowage.storage;

import java.io.IOException;

/** The store has no room for the file; those stored before are not affected. */
public final class OutOfSpaceException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Says which store is full, and why that is known. */
    public OutOfSpaceException(String message) {
        super(message);
    }
}
