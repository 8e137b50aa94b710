package org.stowage.catalog.lucene;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.AlreadyClosedException;
import org.stowage.catalog.DamagedCatalogException;

/** What an exception of Lucene means. */
final class Damage {

    private Damage() {}

    /**
     * Returns what is to be thrown: a catalog is damaged if its files have not what they should, or reading them fails in a way
     * that Lucene does not foresee.
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

    /** Returns the same while a commit is opened: none of its files may be missing. */
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
