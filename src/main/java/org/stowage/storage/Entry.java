package org.stowage.storage;

/** What a store holds under a key: a file, or the memory of one. */
public sealed interface Entry permits StoredFile, Tombstone {

    /** Returns what stands for the name of the file that is, or was, there; only a file knows its name itself. */
    Fingerprint fingerprint();

    /**
     * Returns what the store calls this very publication, and no other of the key: it compares with it before it replaces
     * what is there, and opens nothing else. Nobody but the store reads it, and no description on a disk has it; it is empty
     * in a store that tells its entries apart by all the rest.
     */
    String version();
}
