package org.stowage.storage;

import java.io.IOException;

/** Who is shown what a store holds, one entry after the other, on the thread that walks. */
public interface EntryVisitor {

    /**
     * Is shown a file or a tombstone. It may delete or purge it, and any other.
     *
     * @throws IOException to end the walk
     */
    void visit(Entry entry) throws IOException;

    /** Is told of an entry that is damaged or cannot be read; the message names it. The walk goes on. */
    void unreadable(IOException cause);
}
