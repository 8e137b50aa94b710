package org.stowage.catalog.lucene;

/** Carries an exception of a visitor, so that it is not taken for damage of the catalog. */
final class VisitorException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final RuntimeException thrown;

    private VisitorException(RuntimeException thrown) {
        super(null, thrown, false, false);
        this.thrown = thrown;
    }

    /** Runs a call of a visitor, and wraps the exception that it throws. */
    static void passOn(Runnable visit) {
        try {
            visit.run();
        } catch (RuntimeException e) {
            throw new VisitorException(e);
        }
    }

    RuntimeException thrown() {
        return thrown;
    }
}
