package org.stowage.storage;

import java.io.IOException;

/** Where a store was there is none now, or another one: what it holds cannot be told, and may all be there. */
public final class StoreMissingException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * Says what is missing, for admins only.
     *
     * @param message what was looked for, and where
     * @param remedy what an admin can do
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
