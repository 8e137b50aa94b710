package org.stowage.token;

import java.time.Instant;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * A secret that an XMPP server signs with, and its period of validity. {@code toString} returns the id.
 *
 * @param id its name in logs, 1 to 64 letters, digits, dots, hyphens and underscores; not secret
 * @param key the UTF-8 of the secret as the admin typed it
 * @param notBefore the first moment of validity, or null for no beginning
 * @param notAfter the last moment of validity, or null for no end
 */
public record SigningSecret(
        String id,
        SecretKey key,
        @Nullable Instant notBefore,
        @Nullable Instant notAfter) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /**
     * Checks id and times.
     *
     * @throws IllegalArgumentException if the id is not legal or the period ends before it begins
     */
    public SigningSecret {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "the id of a secret is 1 to 64 of A-Z, a-z, 0-9, dot, hyphen, underscore");
        }
        if (notBefore != null && notAfter != null && notAfter.isBefore(notBefore)) {
            throw new IllegalArgumentException("secret " + id + " ends before it begins");
        }
    }

    /** Tells whether the secret is valid at that moment; both ends are included. */
    public boolean isValidAt(Instant moment) {
        boolean begun = notBefore == null || !moment.isBefore(notBefore);
        boolean ended = notAfter != null && moment.isAfter(notAfter);
        return begun && !ended;
    }

    /** Tells in constant time whether the bytes are the HMAC-SHA256 of the message. */
    boolean signed(byte[] message, byte[] mac) {
        return new Hmac(key).signed(message, mac);
    }

    @Override
    public String toString() {
        return id;
    }
}
