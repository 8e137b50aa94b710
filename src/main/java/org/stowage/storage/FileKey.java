package org.stowage.storage;

import java.util.Optional;

/**
 * The name of a file: its path below the base URL of its tenant, percent-decoded, without a leading slash. The same
 * path of another tenant is another file.
 *
 * <p>A path has one or more segments, separated by {@code /}. No segment is empty, {@code .} or {@code ..}. A path
 * contains no control character and no unpaired surrogate, and has at most {@value #MAX_BYTES} bytes in UTF-8. XMPP
 * servers do sign other names ({@code mod_http_upload_external} and ejabberd sign {@code ..}), but no key can be made
 * of them. A backslash is a character like any other.
 *
 * @param tenant the tenant's name in the settings; empty for the tenant without a name
 * @param path the decoded path, exactly as the XMPP server signed it
 */
public record FileKey(String tenant, String path) {

    /** The longest path, in bytes of UTF-8. */
    public static final int MAX_BYTES = 2048;

    /**
     * Checks the path.
     *
     * @throws IllegalArgumentException if the path is not legal
     */
    public FileKey {
        if (!isLegal(path)) {
            throw new IllegalArgumentException("not a legal path of a file");
        }
    }

    /**
     * Makes a key of the tenant without a name.
     *
     * @throws IllegalArgumentException if the path is not legal
     */
    public FileKey(String path) {
        this("", path);
    }

    /**
     * Decodes the raw path of a request, once, into a key of the tenant without a name. A {@code +} stays a plus, and
     * {@code ;} belongs to the name. Unescaped bytes are taken as UTF-8. Invalid escapes, invalid UTF-8, escaped
     * slashes, unescaped spaces and control characters are not legal.
     *
     * @param rawPath what follows the base URL in the request line, without leading slash and query; each character is
     *     one byte (ISO 8859-1)
     * @return the key; empty if the path is not legal
     */
    public static Optional<FileKey> parse(String rawPath) {
        return PercentCode.decode(rawPath).filter(FileKey::isLegal).map(FileKey::new);
    }

    /** Returns the last segment: the name that the sender gave the file. */
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns the path percent-encoded, in visible ASCII only, so that it is safe in a URL and in a log line. */
    @Override
    public String toString() {
        return PercentCode.encodePath(path);
    }

    private static boolean isLegal(String path) {
        return hasLegalSegments(path) && hasLegalCharacters(path);
    }

    private static boolean hasLegalSegments(String path) {
        int start = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
            if (!isLegalSegment(path, start, slash)) {
                return false;
            }
            start = slash + 1;
        }
        return isLegalSegment(path, start, path.length());
    }

    /** Neither empty nor a dot or two. */
    private static boolean isLegalSegment(String path, int start, int end) {
        int length = end - start;
        return length > 2 || (length > 0 && !path.startsWith("..".substring(0, length), start));
    }

    /** Each one is allowed, and there are not too many. */
    private static boolean hasLegalCharacters(String path) {
        int bytes = 0;
        int at = 0;
        while (at < path.length()) {
            int character = path.codePointAt(at);
            if (Character.isISOControl(character) || isUnpairedSurrogate(character)) {
                return false;
            }
            bytes += utf8Length(character);
            at += Character.charCount(character);
        }
        return bytes <= MAX_BYTES;
    }

    private static boolean isUnpairedSurrogate(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }

    private static int utf8Length(int character) {
        if (character < 0x80) {
            return 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < Character.MIN_SUPPLEMENTARY_CODE_POINT ? 3 : 4;
    }
}
