package org.stowage.catalog.lucene;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.AlreadyClosedException;
import org.stowage.catalog.DamagedCatalogException;

/** Decides whether an exception of Lucene means that the catalog is damaged. */
final class Damage {

    private Damage() {}

    /**
     * Returns the exception to throw. The catalog is damaged if Lucene reports wrong content or an unknown version, or
     * throws a {@code RuntimeException} other than {@link AlreadyClosedException}.
     */
    static IOException orFailure(Exception thrown) {
        if (thrown instanceof DamagedCatalogException damaged) {
            return damaged;
        }
        if (thrown instanceof AlreadyClosedException) {
            return new IOException("the catalog is closed: " + thrown.getMessage(), thrown);
        }
        if (thrown instanceof IOException failure && !isDamage(thrown)) {
            return failure;
        }
        return new DamagedCatalogException("the catalog is damaged: " + thrown, thrown);
    }

    /** Does the same while a commit is opened, when a missing file is damage, too. */
    static IOException atStart(Exception thrown) {
        return thrown instanceof NoSuchFileException
                ? new DamagedCatalogException("a file of the catalog is missing: " + thrown.getMessage(), thrown)
                : orFailure(thrown);
    }

    private static boolean isDamage(Exception thrown) {
        return thrown instanceof CorruptIndexException
                || thrown instanceof IndexFormatTooNewException
                || thrown instanceof IndexFormatTooOldException
                || thrown instanceof EOFException;
    }
}
