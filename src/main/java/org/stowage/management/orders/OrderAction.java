package org.stowage.management.orders;

import org.stowage.storage.Words;

/** What an order does. */
public enum OrderAction {
    /** Deletes files; their URLs answer 410. */
    DELETE,
    /** Refuses uploads from now on, and takes the files down that are there; their URLs answer 451. */
    BAN,
    /** Lifts a ban. */
    UNBAN,
    /** Deletes all files of an owner, and keeps a signed record of them. */
    ERASE;

    /** Returns the word in JSON. */
    @Override
    public String toString() {
        return Words.of(this);
    }
}
