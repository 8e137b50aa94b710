package org.stowage.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stowage.storage.StoredFile;

/**
 * A strong entity tag (RFC 9110 §8.8.3). The content at a URL never changes, so the
 * {@linkplain StoredFile#tag() tag of its publication} is enough.
 *
 * @param opaque the text between the quotes
 */
record EntityTag(String opaque) {

    /** The quantifiers are possessive, so a long run of spaces costs no backtracking. */
    private static final Pattern LISTED =
            Pattern.compile("\\G[ \\t]*+(?:(W/)?\"([!#-~\\x80-\\xff]*+)\")?+[ \\t]*+(,|$)");

    static EntityTag of(StoredFile file) {
        return new EntityTag(file.tag());
    }

    /**
     * Tells whether a list of tags, or {@code *}, matches this tag by weak comparison ({@code If-None-Match}, §13.1.2).
     */
    boolean matchesWeakly(String list) {
        return isListed(list, true);
    }

    /**
     * Tells whether a list of tags, or {@code *}, matches this tag by strong comparison ({@code If-Match}, §13.1.1).
     */
    boolean matchesStrongly(String list) {
        return isListed(list, false);
    }

    private boolean isListed(String list, boolean weakCounts) {
        if (list.strip().equals("*")) {
            return true;
        }
        Matcher matcher = LISTED.matcher(list);
        boolean found = false;
        while (matcher.find()) {
            boolean counts = weakCounts || matcher.group(1) == null;
            found |= counts && opaque.equals(matcher.group(2));
            if (matcher.end() == list.length()) {
                return found;
            }
        }
        return false;
    }

    /** Returns the value of the header field, with the quotes. */
    @Override
    public String toString() {
        return '"' + opaque + '"';
    }
}
