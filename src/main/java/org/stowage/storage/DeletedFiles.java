package org.stowage.storage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of deleting several files together. A file in neither part did not exist any more.
 *
 * @param files the deleted files, in no particular order
 * @param failures the exception for each file whose deletion failed: it is unknown whether such a file is gone, and
 *     whether that is durable
 */
public record DeletedFiles(List<StoredFile> files, Map<StoredFile, Exception> failures) {

    /** Keeps copies. */
    public DeletedFiles {
        files = List.copyOf(files);
        failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }
}
