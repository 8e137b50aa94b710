package org.stowage.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A signed token in compact form: three parts in base64url without padding, joined by dots (RFC 7515 §7.1). Does not
 * verify the signature. Header and payload are decoded only when asked for.
 */
public final class CompactJws {

    /** The members of the only accepted header with their values. */
    public static final Map<String, String> HEADER = Map.of("alg", "HS256", "typ", "JWT");

    private static final int MAX_LENGTH = 8 * 1024;

    private final String header;
    private final String payload;
    private final byte[] signature;

    private CompactJws(String header, String payload, byte[] signature) {
        this.header = header;
        this.payload = payload;
        this.signature = signature;
    }

    /**
     * Splits the text. Returns nothing if it is longer than 8 KiB, does not have three parts, or its third part is not
     * canonical base64url.
     */
    public static Optional<CompactJws> parse(String text) {
        String[] parts = text.length() > MAX_LENGTH ? new String[0] : text.split("\\.", -1);
        return parts.length == 3
                ? decode(parts[2]).map(signature -> new CompactJws(parts[0], parts[1], signature))
                : Optional.empty();
    }

    /** Returns the decoded first part; nothing if it is not canonical base64url. */
    public Optional<byte[]> header() {
        return decode(header);
    }

    /** Returns the decoded second part; nothing if it is not canonical base64url. */
    public Optional<byte[]> payload() {
        return decode(payload);
    }

    /** Returns the decoded third part. */
    public byte[] signature() {
        return signature;
    }

    /** Returns the bytes that the signature covers (RFC 7515 §5.1, step 8). */
    public byte[] signingInput() {
        return (header + "." + payload).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The JDK's decoder also accepts padding and any unused bits in the last character, so several texts would be the
     * same token.
     */
    private static Optional<byte[]> decode(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            String canonical = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            return canonical.equals(part) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
