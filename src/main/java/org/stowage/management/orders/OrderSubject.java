package org.stowage.management.orders;

import java.util.List;
import org.stowage.storage.Ban;
import org.stowage.storage.FileKey;

/** What an order is about. */
public sealed interface OrderSubject {

    /** Returns a few words that name it, for admins. */
    @Override
    String toString();

    /**
     * A path, with or without a file.
     *
     * @param key of the file
     */
    record OneFile(FileKey key) implements OrderSubject {

        @Override
        public String toString() {
            return Ban.valueOf(key);
        }
    }

    /**
     * The files whose paths contain a text, upper and lower case being the same.
     *
     * @param part the text
     */
    record PathsWith(String part) implements OrderSubject {

        @Override
        public String toString() {
            return "paths with \"" + part + "\"";
        }
    }

    /**
     * The files of an owner.
     *
     * @param names that XMPP servers give to this owner, that which the admin has typed first
     */
    record FilesOf(List<String> names) implements OrderSubject {

        /** Copies the list. */
        public FilesOf {
            names = List.copyOf(names);
        }

        @Override
        public String toString() {
            return "owner " + names.get(0);
        }
    }

    /**
     * The files that have a content.
     *
     * @param sha256 64 lower-case hex digits
     */
    record WithContent(String sha256) implements OrderSubject {

        @Override
        public String toString() {
            return "content " + sha256;
        }
    }
}
