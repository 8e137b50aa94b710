package org.stowage.retention;

/**
 * What an order of an admin has deleted.
 *
 * @param files how many
 * @param bytes the bytes of their contents
 * @param unreadable how many files, or parts of the store, could not be read; the log names them
 * @param failed how many files could not be deleted; the log names them
 */
public record DeletionResult(long files, long bytes, long unreadable, long failed) {

    /** Tells whether all files of the order are deleted. If not, the order can be given again to delete the rest. */
    public boolean areComplete() {
        return unreadable == 0 && failed == 0;
    }
}
