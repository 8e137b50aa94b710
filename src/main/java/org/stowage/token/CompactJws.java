package org.stowage.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A signed token as text: three parts in base64url without padding, joined by dots (RFC 7515 §7.1). Checks no signature. */
final class CompactJws {

    private static final int MAX_LENGTH = 8 * 1024;

    private final String signed;
    private final byte[] header;
    private final byte[] payload;
    private final byte[] signature;

    private CompactJws(String signed, byte[] header, byte[] payload, byte[] signature) {
        this.signed = signed;
        this.header = header;
        this.payload = payload;
        this.signature = signature;
    }

    /** Takes the text apart; nothing if it is longer than 8 KiB, or not exactly what an encoder writes. */
    static Optional<CompactJws> parse(String text) {
        String[] parts = text.length() > MAX_LENGTH ? new String[0] : text.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            String signed = parts[0] + "." + parts[1];
            return Optional.of(new CompactJws(signed, decode(parts[0]), decode(parts[1]), decode(parts[2])));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Returns the decoded first part. */
    byte[] header() {
        return header;
    }

    /** Returns the decoded second part. */
    byte[] payload() {
        return payload;
    }

    /** Returns the decoded third part. */
    byte[] signature() {
        return signature;
    }

    /** Returns what the signature is about (RFC 7515 §5.1, step 8). */
    byte[] signingInput() {
        return signed.getBytes(StandardCharsets.US_ASCII);
    }

    /** The JDK's decoder takes padding, and any value in the unused bits of the last character: two texts for one token. */
    private static byte[] decode(String part) {
        byte[] bytes = Base64.getUrlDecoder().decode(part);
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
            throw new IllegalArgumentException("not canonical");
        }
        return bytes;
    }
}
