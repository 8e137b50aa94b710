package org.stowage.storage;

import java.io.IOException;

/**
 * At the place of the store there is now none, or another one. What the store holds is unknown; all of it may still
 * exist.
 */
public final class StoreMissingException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * Takes texts that are for admins only.
     *
     * @param message what was looked for, and where
     * @param remedy what an admin can do, without a full stop
     */
    public StoreMissingException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** Returns what an admin can do, without a full stop. */
    public String remedy() {
        return remedy;
    }
}
