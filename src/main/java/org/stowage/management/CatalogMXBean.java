package org.stowage.management;

import java.io.IOException;

/**
 * Questions about what is stored, and how the catalog is that answers them. An answer has one line for each file or owner: of a file
 * the time at which it was stored, its bytes, its owner, when it is due, and its path; of an owner bytes, files and name. A limit is a
 * number from 1 to 1000. In an owner and a part of a path {@code %2C} may stand for a comma. What is not a question is an {@link IllegalArgumentException} that says so. An {@link IOException}
 * says that the catalog cannot be asked now.
 */
public interface CatalogMXBean {

    /** Tells whether the catalog can be asked. */
    boolean isOpen();

    /** Tells whether this deployment writes it, and so deletes what is due; else another one does. */
    boolean isWriter();

    /** Tells whether it has all files; else it is being built. */
    boolean isComplete();

    /** Tells what is wrong, if it cannot be used; empty if nothing is. */
    String getTrouble();

    /** Tells when the last scrub ended since the deployment; empty before. */
    String getLastScrubFinished();

    /** Tells what the last scrub has found since the deployment; empty before. */
    String getLastScrub();

    /** Finds the owners who have the most bytes. */
    String ownersByUse(int limit) throws IOException;

    /** Finds the files stored last; of an owner, or of all if it is empty. */
    String newest(String owner, int limit) throws IOException;

    /** Finds the largest files; of an owner, or of all if it is empty. */
    String largest(String owner, int limit) throws IOException;

    /** Finds the files that are deleted next by their age. */
    String due(int limit) throws IOException;

    /** Finds the newest files whose path has a part, upper and lower case being the same. */
    String search(String partOfPath, int limit) throws IOException;
}
