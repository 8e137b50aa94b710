package org.stowage.storage;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Media types as files carry them: which values are legal (RFC 9110 §8.3.1), and which a file name suggests. */
public final class MediaTypes {

    /** The type of a file about which nothing is known. */
    public static final String UNKNOWN = "application/octet-stream";

    private static final int MAX_LENGTH = 255;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String QUOTED = "\"(?:[\\t !#-\\[\\]-~]|\\\\[\\t -~])*+\"";
    private static final Pattern LEGAL = Pattern.compile(
            TOKEN + "/" + TOKEN + "(?:[ \\t]*+;[ \\t]*+(?:" + TOKEN + "=(?:" + TOKEN + "|" + QUOTED + "))?+)*+");

    private MediaTypes() {}

    /** Tells whether the text is a media type, with or without parameters, of visible ASCII and a sane length. */
    public static boolean isLegal(String text) {
        return text.length() <= MAX_LENGTH && LEGAL.matcher(text).matches();
    }

    /** Returns all types that file names suggest. */
    public static Set<String> known() {
        return FileExtensions.types();
    }

    /** Returns the usual type of files with this name's extension, or nothing if it tells nothing. */
    public static Optional<String> byFileName(String fileName) {
        return FileExtensions.typesOf(fileName).stream().findFirst();
    }

    /**
     * Returns the types that other programs give the same file, the usual one first: by the extension of its name, and by its
     * type.
     *
     * @param type with or without parameters; empty if there is none
     */
    public static Set<String> alternatives(String fileName, String type) {
        Set<String> types = new LinkedHashSet<>(FileExtensions.typesOf(fileName));
        types.addAll(FileExtensions.sameAs(essence(type)));
        return types;
    }

    /** Returns the type without its parameters. */
    public static String essence(String type) {
        return type.split(";", 2)[0].strip();
    }
}
