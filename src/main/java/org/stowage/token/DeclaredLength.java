package org.stowage.token;

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

    /** Something that is not a plain decimal number. */
    record Malformed() implements DeclaredLength {}

    /** Reads the headers of a request. */
    static DeclaredLength of(@Nullable String contentLength, @Nullable String transferEncoding) {
        if (contentLength == null || transferEncoding != null) {
            return new Unknown();
        }
        if (!Digits.PATTERN.matcher(contentLength).matches()) {
            return new Malformed();
        }
        return new Exact(Digits.toLong(contentLength));
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
