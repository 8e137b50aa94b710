package org.stowage.token;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request declares about the length of its body (RFC 9112 §6). */
public sealed interface DeclaredLength {

    /**
     * A number of bytes. A number too large for a {@code long} becomes {@link Long#MAX_VALUE}, which exceeds every
     * limit.
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

    /** No usable length: there is no Content-Length, or a Transfer-Encoding overrides it. */
    record Unknown() implements DeclaredLength {}

    /** Not exactly one plain decimal number: two readers might understand different lengths. */
    record Malformed() implements DeclaredLength {}

    /**
     * Reads the headers of a request.
     *
     * @param contentLengths the values of all Content-Length lines, in their order
     * @param transferEncoding the value of the first Transfer-Encoding line, if there is one
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

    /** A plain decimal number: ASCII digits only, without sign or space. */
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
