package org.stowage.catalog;

import java.io.IOException;

/** A question took longer than its query allows. The catalog is all right. */
public final class CatalogTimeoutException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception; the message is a sentence for admins. */
    public CatalogTimeoutException() {
        super("The question takes too long; narrow it, by an owner, a tenant or a time");
    }
}
