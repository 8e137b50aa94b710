package org.stowage.catalog.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts as a database can hold them. PostgreSQL knows no NUL, and UTF-8 no unpaired surrogate: each of them becomes an ESC and
 * four hex digits, and so does ESC. No path and no owner has one of them; a media type of a damaged store may.
 */
final class SqlText {

    private static final char ESC = '\u001b';
    private static final Pattern UNKNOWN = Pattern.compile("[\\x00\\x1b\\ud800-\\udfff]");
    private static final Pattern ESCAPED = Pattern.compile("\\x1b([0-9a-f]{4})");
    private static final Pattern WILDCARDS = Pattern.compile("[!%_]");

    private SqlText() {}

    /** Returns the text as it is kept. */
    static String kept(String text) {
        return UNKNOWN.matcher(text)
                .replaceAll(
                        found -> ESC + String.format("%04x", (int) found.group().charAt(0)));
    }

    /** Returns the text of which this is kept. */
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
     * Returns the text without the difference between upper and lower case, character by character: what is part of a text is
     * part of it then, too. ({@link String#toLowerCase} makes another letter of a sigma at the end of a word.)
     */
    static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints()
                .map(Character::toUpperCase)
                .map(Character::toLowerCase)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    /** Returns a pattern for {@code like … escape '!'} of all texts that have the part in them. */
    static String containing(String part) {
        return "%" + WILDCARDS.matcher(part).replaceAll("!$0") + "%";
    }
}
