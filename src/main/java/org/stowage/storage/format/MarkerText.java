package org.stowage.storage.format;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.FileSystemException;
import java.util.Properties;
import java.util.regex.Pattern;

/** The text that makes a folder or a bucket a store: the number of the store's format, and an id that no other store has. */
public final class MarkerText {

    /** What its file is called. */
    public static final String NAME = "store.properties";

    private static final String FORMAT = "1";
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    private MarkerText() {}

    /** Returns the text for a store of this id, which is a UUID. */
    public static String of(String id) {
        return "# This folder is a store of Stowage. Keep this file with it.\nformat=" + FORMAT + "\nid=" + id + "\n";
    }

    /**
     * Reads the id.
     *
     * @param place where the text lies, for messages
     * @throws FileSystemException if this version cannot read that store
     * @throws DamagedFileException if it is no such text
     */
    public static String idIn(Reader text, String place) throws IOException {
        Properties read = new Properties();
        try {
            read.load(text);
        } catch (IllegalArgumentException e) {
            throw damaged(place);
        }
        String format = read.getProperty("format", "");
        if (!format.matches("[1-9][0-9]{0,8}")) {
            throw damaged(place);
        }
        if (!format.equals(FORMAT)) {
            throw new FileSystemException(
                    place,
                    null,
                    "says that the store has format " + format + "; this version of Stowage knows only " + FORMAT);
        }
        String id = read.getProperty("id", "");
        if (!ID.matcher(id).matches()) {
            throw damaged(place);
        }
        return id;
    }

    private static DamagedFileException damaged(String place) {
        return new DamagedFileException(place, "is damaged: it does not say format and id of a store");
    }
}
