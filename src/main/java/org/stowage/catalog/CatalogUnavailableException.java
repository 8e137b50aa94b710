package org.stowage.catalog;

import java.io.IOException;

/** The catalog cannot be asked now: it is not open, or another process writes it. */
public final class CatalogUnavailableException extends IOException {

    private static final long serialVersionUID = 1;

    /** Takes the reason as its message. */
    public CatalogUnavailableException(String message) {
        super(message);
    }
}
