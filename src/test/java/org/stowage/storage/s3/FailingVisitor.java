package org.stowage.storage.s3;

import java.io.IOException;
import org.stowage.storage.Entry;
import org.stowage.storage.EntryVisitor;

/** Expects to be shown nothing. */
final class FailingVisitor implements EntryVisitor {

    @Override
    public void visit(Entry entry) {
        throw new AssertionError(entry);
    }

    @Override
    public void unreadable(IOException cause) {
        throw new AssertionError(cause);
    }
}
