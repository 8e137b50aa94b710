package org.stowage.token;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 with one key, for any number of messages. Not thread-safe. Only compares MACs and never returns one. */
public final class Hmac {

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    /** Takes a key for HMAC-SHA256. */
    public Hmac(SecretKey key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this Java runtime cannot compute " + ALGORITHM, e);
        }
    }

    /** Takes the key's bytes, at least one. */
    public Hmac(byte[] key) {
        this(new SecretKeySpec(key, ALGORITHM));
    }

    /** Tells in constant time whether these bytes are the MAC of the message. */
    public boolean signed(byte[] message, byte[] candidate) {
        return MessageDigest.isEqual(mac.doFinal(message), candidate);
    }

    /** Tells in constant time whether these bytes are the MAC of the message's UTF-8. */
    public boolean signed(String message, byte[] candidate) {
        return signed(message.getBytes(StandardCharsets.UTF_8), candidate);
    }
}
