package org.stowage.storage.local;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.stowage.storage.StoreMissingException;
import org.stowage.storage.staging.Disk;
import org.stowage.storage.staging.Staging;

/**
 * Tells "there is nothing" from "the store is not there", after the fact: who has found something need not ask.
 *
 * @param disk where the store is
 * @param marker that is there if the store is
 * @param staging of this deployment
 */
record StorePresence(Disk disk, Marker marker, Staging staging) {

    /** Throws if the store is not there. */
    void require() throws StoreMissingException {
        marker.require();
    }

    /** Returns what was found; if that is nothing, the store is there. */
    <T> Optional<T> confirm(Optional<T> found) throws StoreMissingException {
        if (found.isEmpty()) {
            marker.require();
        }
        return found;
    }

    /** Returns whether something was done; if not, the store is there. */
    boolean confirm(boolean done) throws StoreMissingException {
        if (!done) {
            marker.require();
        }
        return done;
    }

    /** Lets something fail for want of a file only where the store is there. */
    <T> T confirm(Work<T> work) throws IOException {
        try {
            return work.result();
        } catch (NoSuchFileException e) {
            marker.require();
            throw e;
        }
    }

    /** Does what fails for want of a folder once more, with the folders made again, if the store is there. */
    <T> T withFolders(Work<T> work) throws IOException {
        try {
            return work.result();
        } catch (NoSuchFileException e) {
            marker.require();
            Folders.makeAgain(disk);
            staging.claimAgain();
            return work.result();
        }
    }

    /** Something that is done in the store. */
    interface Work<T> {
        T result() throws IOException;
    }
}
