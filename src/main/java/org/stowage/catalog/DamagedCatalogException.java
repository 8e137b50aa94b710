package org.stowage.catalog;

import java.io.IOException;

/** The data of a catalog is damaged or of another version. The catalog has to be discarded and built again. */
public final class DamagedCatalogException extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * Says what is wrong.
     *
     * @param message one sentence
     * @param cause the exception that shows it
     */
    public DamagedCatalogException(String message, Throwable cause) {
        super(message, cause);
    }
}
