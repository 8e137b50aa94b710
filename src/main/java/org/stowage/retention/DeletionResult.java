package org.stowage.retention;

/**
 * What an order of an admin has deleted.
 *
 * @param files how many
 * @param bytes the bytes of their contents
 * @param unreadable how many files, or parts of the store, could not be read; the log names them
 * @param failed how many files could not be deleted; the log names them
 * @param stopped whether the order was ended before all files were looked at
 */
public record DeletionResult(long files, long bytes, long unreadable, long failed, boolean stopped) {

    /** The result of an order that was not ended. */
    public DeletionResult(long files, long bytes, long unreadable, long failed) {
        this(files, bytes, unreadable, failed, false);
    }

    /** Returns the sum of both. */
    public DeletionResult plus(DeletionResult other) {
        return new DeletionResult(
                files + other.files,
                bytes + other.bytes,
                unreadable + other.unreadable,
                failed + other.failed,
                stopped || other.stopped);
    }

    DeletionResult unfinished() {
        return new DeletionResult(files, bytes, unreadable, failed, true);
    }

    /** Tells whether all files of the order are deleted. If not, the order can be given again to delete the rest. */
    public boolean areComplete() {
        return unreadable == 0 && failed == 0 && !stopped;
    }
}
