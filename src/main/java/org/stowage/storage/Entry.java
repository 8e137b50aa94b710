package org.stowage.storage;

/** What a store holds under a key: a file, or the memory of one. */
public sealed interface Entry permits StoredFile, Tombstone {

    /** Returns the name of the file that is, or was, there. */
    FileKey key();
}
