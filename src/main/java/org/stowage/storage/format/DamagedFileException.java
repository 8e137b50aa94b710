package org.stowage.storage.format;

import java.nio.file.FileSystemException;

/** What lies at a place of a store is not what is written there. */
public final class DamagedFileException extends FileSystemException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param place where it lies: a path, or the key of an object
     */
    public DamagedFileException(String place, String what) {
        super(place, null, what);
    }
}
