package org.stowage.storage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of files that were to be deleted together. Those that are in neither were not there any more.
 *
 * @param files that are deleted, in no order
 * @param failures why others may be there still: whether they are gone, and stay so, is not known
 */
public record DeletedFiles(List<StoredFile> files, Map<StoredFile, Exception> failures) {

    /** Keeps copies. */
    public DeletedFiles {
        files = List.copyOf(files);
        failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }
}
