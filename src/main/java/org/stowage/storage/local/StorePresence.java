package org.stowage.storage.local;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.stowage.storage.StoreMissingException;
import org.stowage.storage.staging.Disk;
import org.stowage.storage.staging.Staging;

/**
 * Tells "there is nothing" from "the store is not there". The marker is looked at only after nothing was found.
 *
 * @param disk where the store is
 * @param marker the file that exists if the store is there
 * @param staging of this deployment
 */
record StorePresence(Disk disk, Marker marker, Staging staging) {

    /** Throws if the store is not there. */
    void require() throws StoreMissingException {
        marker.require();
    }

    /** Returns what was found. If that is nothing, throws if the store is not there. */
    <T> Optional<T> confirm(Optional<T> found) throws StoreMissingException {
        if (found.isEmpty()) {
            marker.require();
        }
        return found;
    }

    /** Returns whether something was done. If not, throws if the store is not there. */
    boolean confirm(boolean done) throws StoreMissingException {
        if (!done) {
            marker.require();
        }
        return done;
    }

    /** Does the work. If a file is missing, throws {@link StoreMissingException} instead if the store is not there. */
    <T> T confirm(Work<T> work) throws IOException {
        try {
            return work.result();
        } catch (NoSuchFileException e) {
            marker.require();
            throw e;
        }
    }

    /**
     * Does the work. If a folder is missing and the store is there, creates the folders again and does the work once
     * more.
     */
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

    /** Work that is done in the store. */
    interface Work<T> {
        T result() throws IOException;
    }
}
