package org.stowage.retention.policy;

/**
 * A text pattern: {@code *} matches any characters or none, {@code ?} matches one, all others match themselves. For any
 * text, the time is at most proportional to the product of both lengths.
 *
 * @param pattern the text of the pattern
 */
record Glob(String pattern) {

    /** Tells whether the pattern matches the whole text. */
    boolean matches(String text) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            if (in < pattern.length() && pattern.charAt(in) == '*') {
                star = in++;
                resume = at;
            } else if (in < pattern.length() && (pattern.charAt(in) == '?' || pattern.charAt(in) == text.charAt(at))) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(in).chars().allMatch(c -> c == '*');
    }
}
