package org.stowage.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the generator wants to know of an answer before its body.
 *
 * @param length the Content-Length, 0 if there is none
 * @param range the Content-Range, empty if there is none
 * @param closes whether the server ends the connection after it
 */
record AnswerHead(int status, long length, String range, boolean closes) {

    private static final int NAME_AT = 2;

    /** Takes a head from the buffer; null, and the buffer untouched, if it is not all there. */
    static @Nullable AnswerHead take(ByteBuffer buffer) {
        int end = end(buffer);
        if (end < 0) {
            return null;
        }
        AnswerHead head = parse(buffer, buffer.position(), end);
        buffer.position(end);
        return head;
    }

    private static int end(ByteBuffer buffer) {
        for (int i = buffer.position() + 3; i < buffer.limit(); i++) {
            if (buffer.get(i) == '\n' && buffer.get(i - 2) == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static AnswerHead parse(ByteBuffer buffer, int start, int end) {
        int status = (int) number(buffer, start + 9);
        long length = 0;
        String range = "";
        boolean closes = false;
        for (int i = start; i < end - NAME_AT; i++) {
            if (buffer.get(i) != '\n' || (buffer.get(i + 1) | 0x20) != 'c') {
                continue;
            }
            if (isNamed(buffer, i + 1, "content-length:")) {
                length = number(buffer, i + 1 + "content-length: ".length());
            } else if (isNamed(buffer, i + 1, "content-range:")) {
                range = value(buffer, i + 1 + "content-range:".length());
            } else if (isNamed(buffer, i + 1, "connection:")) {
                String value = value(buffer, i + 1 + "connection:".length());
                closes = value.toLowerCase(Locale.ROOT).equals("close");
            }
        }
        return new AnswerHead(status, length, range, closes);
    }

    private static boolean isNamed(ByteBuffer buffer, int at, String name) {
        for (int i = 0; i < name.length(); i++) {
            if ((buffer.get(at + i) | 0x20) != (name.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private static long number(ByteBuffer buffer, int at) {
        long number = 0;
        for (int i = at; Character.isDigit(buffer.get(i)); i++) {
            number = number * 10 + buffer.get(i) - '0';
        }
        return number;
    }

    private static String value(ByteBuffer buffer, int at) {
        int end = at;
        while (buffer.get(end) != '\r') {
            end++;
        }
        byte[] bytes = new byte[end - at];
        buffer.get(at, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1).strip();
    }
}
