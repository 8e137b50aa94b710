package org.stowage.token;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request says of the length of its body (RFC 9112 §6). */
public sealed interface DeclaredLength {

    /**
     * A number of bytes; numbers too large for a {@code long} are {@link Long#MAX_VALUE}, which no limit allows.
     *
     * @param bytes not negative
     */
    record Exact(long bytes) implements DeclaredLength {

        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Exact {
            if (bytes < 0) {
                throw new IllegalArgumentException("length is negative: " + bytes);
            }
        }
    }

    /** Nothing: no Content-Length, or a transfer coding that makes it void. */
    record Unknown() implements DeclaredLength {}

    /** Something that is not one plain decimal number: two readers might take different ones. */
    record Malformed() implements DeclaredLength {}

    /**
     * Reads the headers of a request.
     *
     * @param contentLengths the values of all its lines, in their order
     * @param transferEncoding the value of the first line, if there is one
     */
    static DeclaredLength of(List<String> contentLengths, @Nullable String transferEncoding) {
        if (contentLengths.isEmpty() || transferEncoding != null) {
            return new Unknown();
        }
        String first = contentLengths.get(0);
        return contentLengths.size() == 1 && Digits.PATTERN.matcher(first).matches()
                ? new Exact(Digits.toLong(first))
                : new Malformed();
    }

    /** A plain decimal number: no sign, no space, no other alphabet's digits. */
    final class Digits {
        private static final Pattern PATTERN = Pattern.compile("[0-9]{1,64}");

        private Digits() {}

        private static long toLong(String digits) {
            try {
                return Long.parseLong(digits);
            } catch (NumberFormatException tooLarge) {
                return Long.MAX_VALUE;
            }
        }
    }
}
