package org.stowage.storage.local;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A file of the store does not contain what the store writes there. */
final class DamagedFileException extends FileSystemException {

    private static final long serialVersionUID = 1L;

    DamagedFileException(Path path, String what) {
        super(path.toString(), null, what);
    }
}
