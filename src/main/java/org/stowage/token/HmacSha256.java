package org.stowage.token;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** HMAC-SHA256 with one key; knows no contract. */
final class HmacSha256 {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int HEX_DIGITS = 64;

    private final SecretKey key;

    HmacSha256(SecretKey key) {
        this.key = key;
    }

    /** Tells in constant time whether the hex is the MAC of the message in UTF-8. */
    boolean matches(String message, String hex) {
        if (hex.length() != HEX_DIGITS) {
            return false;
        }
        try {
            return MessageDigest.isEqual(macOf(message), HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException notHex) {
            return false;
        }
    }

    private byte[] macOf(String message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this Java runtime cannot compute " + ALGORITHM, e);
        }
    }
}
