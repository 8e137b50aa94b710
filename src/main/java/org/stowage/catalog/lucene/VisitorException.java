package org.stowage.catalog.lucene;

/** What a visitor threw: the catalog is not to blame. */
final class VisitorException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final RuntimeException thrown;

    private VisitorException(RuntimeException thrown) {
        super(null, thrown, false, false);
        this.thrown = thrown;
    }

    /** Has a visitor see something. */
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
