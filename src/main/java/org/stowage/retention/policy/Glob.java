package org.stowage.retention.policy;

/**
 * A pattern of text: {@code *} stands for any characters or none, {@code ?} for one, all others for themselves. Never
 * slower than the product of both lengths, for any text.
 *
 * @param pattern the text of the pattern
 */
record Glob(String pattern) {

    /** Tells whether all of the text is of this pattern. */
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
