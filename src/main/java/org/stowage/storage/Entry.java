package org.stowage.storage;

/** What a store holds under a key: a file, or the tombstone of a deleted file. */
public sealed interface Entry permits StoredFile, Tombstone {

    /** Returns the fingerprint of the key. Only a {@link StoredFile} knows the key itself. */
    Fingerprint fingerprint();

    /**
     * Returns the store's own identifier of this publication; no other publication under the key has it. The store
     * compares it before it replaces an entry or opens a content. Only the store interprets it, and no description on a
     * disk contains it. Empty in a store that tells its entries apart by their other values.
     */
    String version();
}
