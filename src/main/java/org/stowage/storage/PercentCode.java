package org.stowage.storage;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The percent-encoding of RFC 3986 §2.1, over UTF-8. Decoding is strict. */
public final class PercentCode {

    private static final String UNRESERVED_MARKS = "-._~";
    private static final String ATTRIBUTE_MARKS = "!#$&+-.^_`|~";

    private PercentCode() {}

    /** Returns the text with everything but unreserved characters and slashes escaped, in upper-case hex. */
    public static String encodePath(String text) {
        return encode(text, UNRESERVED_MARKS + "/");
    }

    /** Returns the text with everything but the {@code attr-char} of RFC 8187 §3.2.1 escaped. */
    public static String encodeAttribute(String text) {
        return encode(text, ATTRIBUTE_MARKS);
    }

    /**
     * Decodes a text in which each character is one byte. Empty if an escape is invalid or stands for a slash, if there
     * is an unescaped space or ASCII control character, or if the result is not UTF-8. Servers that accept unescaped
     * bytes pass them on as ISO 8859-1.
     */
    static Optional<String> decode(String text) {
        if (isPlain(text)) {
            return Optional.of(text);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int octet = c == '%' ? escapedOctet(text, i) : c;
            if (c <= ' ' || c == 0x7f || c > 0xff || octet < 0) {
                return Optional.empty();
            }
            bytes.write(octet);
            i += c == '%' ? 2 : 0;
        }
        return utf8(bytes.toByteArray());
    }

    /** Most paths are: visible ASCII without escapes. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~' || c == '%') {
                return false;
            }
        }
        return true;
    }

    /** Returns the octet of the escape at the position; -1 if the escape is invalid or stands for a slash. */
    private static int escapedOctet(String text, int position) {
        if (position + 2 >= text.length()) {
            return -1;
        }
        int high = hexDigit(text.charAt(position + 1));
        int low = hexDigit(text.charAt(position + 2));
        int octet = high * 16 + low;
        return high < 0 || low < 0 || octet == '/' ? -1 : octet;
    }

    /** {@code Character.digit} alone would accept full-width digits, too. */
    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static String encode(String text, String marks) {
        int plain = 0;
        while (plain < text.length() && isUnescaped(text.charAt(plain), marks)) {
            plain++;
        }
        return plain == text.length() ? text : text.substring(0, plain) + escaped(text.substring(plain), marks);
    }

    private static String escaped(String text, String marks) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isUnescaped(c, marks)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(hex(c >> 4)).append(hex(c & 15));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnescaped(char c, String marks) {
        return isAlphanumeric(c) || marks.indexOf(c) >= 0;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static char hex(int nibble) {
        return Character.toUpperCase(Character.forDigit(nibble, 16));
    }
}
