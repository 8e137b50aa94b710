package org.stowage.storage;

import java.io.IOException;

/** Receives the entries of a store one after another, on the thread that walks. */
public interface EntryVisitor {

    /**
     * Receives a file or a tombstone. May delete or purge this entry and any other.
     *
     * @throws IOException to end the walk
     */
    void visit(Entry entry) throws IOException;

    /** Receives the cause if an entry is damaged or cannot be read; its message names the entry. The walk goes on. */
    void unreadable(IOException cause);
}
