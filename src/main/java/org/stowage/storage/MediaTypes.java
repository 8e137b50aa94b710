package org.stowage.storage;

import java.util.Locale;
import java.util.Map;
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

    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("aac", "audio/aac"),
            Map.entry("avif", "image/avif"),
            Map.entry("bmp", "image/bmp"),
            Map.entry("gif", "image/gif"),
            Map.entry("heic", "image/heic"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jxl", "image/jxl"),
            Map.entry("m4a", "audio/mp4"),
            Map.entry("mkv", "video/x-matroska"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("oga", "audio/ogg"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("ogv", "video/ogg"),
            Map.entry("opus", "audio/ogg"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("png", "image/png"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("txt", "text/plain"),
            Map.entry("wav", "audio/wav"),
            Map.entry("webm", "video/webm"),
            Map.entry("webp", "image/webp"),
            Map.entry("zip", "application/zip"));

    private MediaTypes() {}

    /** Tells whether the text is a media type, with or without parameters, of visible ASCII and a sane length. */
    public static boolean isLegal(String text) {
        return text.length() <= MAX_LENGTH && LEGAL.matcher(text).matches();
    }

    /** Returns all types that file names suggest. */
    public static Set<String> known() {
        return Set.copyOf(BY_EXTENSION.values());
    }

    /** Returns the usual type of files with this name's extension, or nothing if it tells nothing. */
    public static Optional<String> byFileName(String fileName) {
        int dot = fileName.lastIndexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String extension = fileName.substring(dot + 1);
        return Optional.ofNullable(BY_EXTENSION.get(extension.toLowerCase(Locale.ROOT)));
    }
}
