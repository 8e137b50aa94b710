package org.stowage.catalog.lucene;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.lucene.util.BytesRef;

/** A part of a path to be searched for, upper and lower case being the same ({@link Locale#ROOT}). */
final class PathPart {

    private final String lower;
    private final byte[] bytes;
    private final boolean ascii;

    PathPart(String part) {
        lower = part.toLowerCase(Locale.ROOT);
        bytes = lower.getBytes(StandardCharsets.UTF_8);
        ascii = isAscii(new BytesRef(bytes));
    }

    /** Tells whether a path, in UTF-8, contains the part. */
    boolean isIn(BytesRef path) {
        if (!isAscii(path)) {
            String text = new String(path.bytes, path.offset, path.length, StandardCharsets.UTF_8);
            return text.toLowerCase(Locale.ROOT).contains(lower);
        }
        return ascii && isInAscii(path);
    }

    private boolean isInAscii(BytesRef path) {
        for (int start = 0; start <= path.length - bytes.length; start++) {
            if (isAt(path.bytes, path.offset + start)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(byte[] path, int start) {
        for (int i = 0; i < bytes.length; i++) {
            byte each = path[start + i];
            if ((each >= 'A' && each <= 'Z' ? each + 'a' - 'A' : each) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(BytesRef text) {
        for (int i = text.offset; i < text.offset + text.length; i++) {
            if (text.bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathPart part && part.lower.equals(lower);
    }

    @Override
    public int hashCode() {
        return lower.hashCode();
    }
}
