package org.stowage.storage.local;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** What lies at a place of ours is not what we write there. */
final class DamagedFileException extends FileSystemException {

    private static final long serialVersionUID = 1L;

    DamagedFileException(Path path, String what) {
        super(path.toString(), null, what);
    }
}
