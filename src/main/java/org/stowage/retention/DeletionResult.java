package org.stowage.retention;

/**
 * What an admin's word has put out of sight.
 *
 * @param files how many
 * @param bytes of their contents
 * @param unreadable how many files, or parts of the store, could not be looked at; they are named in the log
 * @param failed how many files are still there although they should not be; they are named in the log
 */
public record DeletionResult(long files, long bytes, long unreadable, long failed) {

    /** Tells whether nothing was left out; else the same order, given again, does the rest if it can. */
    public boolean areComplete() {
        return unreadable == 0 && failed == 0;
    }
}
