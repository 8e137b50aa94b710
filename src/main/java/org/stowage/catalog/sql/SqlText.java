package org.stowage.catalog.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts texts into a form that the database can keep. PostgreSQL has no NUL, and UTF-8 has no unpaired surrogates;
 * each of these characters, and ESC itself, becomes an ESC and four hex digits. No path and no owner contains them, but
 * a media type of a damaged store may.
 */
final class SqlText {

    private static final char ESC = '\u001b';
    private static final Pattern UNKNOWN = Pattern.compile("[\\x00\\x1b\\ud800-\\udfff]");
    private static final Pattern ESCAPED = Pattern.compile("\\x1b([0-9a-f]{4})");
    private static final Pattern WILDCARDS = Pattern.compile("[!%_]");

    private SqlText() {}

    /** Returns the form that is kept. */
    static String kept(String text) {
        return UNKNOWN.matcher(text)
                .replaceAll(
                        found -> ESC + String.format("%04x", (int) found.group().charAt(0)));
    }

    /** Returns the text whose kept form this is. */
    static String read(String kept) {
        if (kept.indexOf(ESC) < 0) {
            return kept;
        }
        return ESCAPED.matcher(kept).replaceAll(found -> {
            char unknown = (char) Integer.parseInt(found.group(1), 16);
            return Matcher.quoteReplacement(Character.toString(unknown));
        });
    }

    /**
     * Folds upper and lower case, character by character, so a part of a text is also a part of the folded text.
     * ({@link String#toLowerCase} would make another letter of a sigma at the end of a word.)
     */
    static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints()
                .map(Character::toUpperCase)
                .map(Character::toLowerCase)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    /** Returns a pattern for {@code like … escape '!'}, which matches all texts that contain the part. */
    static String containing(String part) {
        return "%" + escaped(part) + "%";
    }

    /** Returns a pattern for {@code like … escape '!'}, which matches only this text. */
    static String escaped(String text) {
        return WILDCARDS.matcher(text).replaceAll("!$0");
    }
}
