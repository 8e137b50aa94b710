package org.stowage.catalog;

import java.io.IOException;

/** What a catalog keeps cannot be understood, because it is damaged or of another version: it is to be discarded and built again. */
public final class DamagedCatalogException extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * Says what is wrong.
     *
     * @param message of one sentence
     * @param cause what was thrown
     */
    public DamagedCatalogException(String message, Throwable cause) {
        super(message, cause);
    }
}
