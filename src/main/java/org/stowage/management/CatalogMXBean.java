package org.stowage.management;

import java.io.IOException;

/**
 * The state of the catalog, and questions that it answers.
 *
 * <p>An answer has one line for each file or owner. The line of a file has the time of the upload, the bytes, the
 * owner, the time at which the file is due, and the path. The line of an owner has the bytes, the number of files, and
 * the name. A limit is a number from 1 to 1000. An owner and a part of a path may have {@code %2C} in place of a comma.
 *
 * <p>A wrong argument is an {@link IllegalArgumentException} whose message says what is wrong. An {@link IOException}
 * means that the catalog cannot be asked now.
 */
public interface CatalogMXBean {

    /** Tells whether the catalog can be asked. */
    boolean isOpen();

    /**
     * Tells whether this deployment writes the catalog and deletes the files that are due. Only one deployment does.
     */
    boolean isWriter();

    /** Tells whether the catalog has all files; false while it is being built. */
    boolean isComplete();

    /** Returns why the catalog cannot be used, or an empty text. */
    String getTrouble();

    /** Returns when the last scrub since the deployment ended, or an empty text. */
    String getLastScrubFinished();

    /** Returns what the last scrub since the deployment found, or an empty text. */
    String getLastScrub();

    /** Finds the owners with the most bytes. */
    String ownersByUse(int limit) throws IOException;

    /** Finds the newest files of an owner, or of all owners if it is empty. */
    String newest(String owner, int limit) throws IOException;

    /** Finds the largest files of an owner, or of all owners if it is empty. */
    String largest(String owner, int limit) throws IOException;

    /** Finds the files that are next to be deleted by their age. */
    String due(int limit) throws IOException;

    /** Finds the newest files whose path contains a text, ignoring case. */
    String search(String partOfPath, int limit) throws IOException;
}
