package org.stowage.storage;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The media types of files: which values are legal (RFC 9110 §8.3.1), and which types a file name suggests. */
public final class MediaTypes {

    /** The type of a file whose type is not known. */
    public static final String UNKNOWN = "application/octet-stream";

    private static final int MAX_LENGTH = 255;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String QUOTED = "\"(?:[\\t !#-\\[\\]-~]|\\\\[\\t -~])*+\"";
    private static final Pattern LEGAL = Pattern.compile(
            TOKEN + "/" + TOKEN + "(?:[ \\t]*+;[ \\t]*+(?:" + TOKEN + "=(?:" + TOKEN + "|" + QUOTED + "))?+)*+");

    private MediaTypes() {}

    /** Tells whether the text is a media type of at most 255 ASCII characters, with or without parameters. */
    public static boolean isLegal(String text) {
        return text.length() <= MAX_LENGTH && LEGAL.matcher(text).matches();
    }

    /** Returns all types that file names suggest. */
    public static Set<String> known() {
        return FileExtensions.types();
    }

    /** Returns the usual type of files with this extension; empty if the extension is unknown. */
    public static Optional<String> byFileName(String fileName) {
        return FileExtensions.typesOf(fileName).stream().findFirst();
    }

    /**
     * Returns the types that other programs may give to this file: first those that its name suggests, the usual one
     * first, then those that the table lists beside its type.
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
