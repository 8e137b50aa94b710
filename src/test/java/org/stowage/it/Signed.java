package org.stowage.it;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as an XMPP server does, with the secret of the test servers. */
public final class Signed {

    /** The secret of the test servers. */
    public static final String SECRET = "secret string";

    /** The secret of deletions that the test servers know. */
    public static final String DELETE_SECRET = "delete secret";

    private Signed() {}

    /** Returns a path that nobody has used. */
    public static String freshPath(String fileName) {
        return UUID.randomUUID() + "/" + fileName;
    }

    /** Returns the target of a PUT by contract v1: the escaped path with its token. */
    public static String v1(String path, long size) {
        return escaped(path) + "?v=" + mac(path + " " + size);
    }

    /** Returns the MAC of a message, in lower-case hex. */
    public static String mac(String message) {
        return mac(SECRET, message);
    }

    /** Returns the MAC of a message with another secret, in lower-case hex. */
    public static String mac(String secret, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Escapes every byte but letters, digits and slashes, in lower case as Prosody does. */
    public static String escaped(String path) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c == '/' || c == '-' || c == '.' || (c < 0x80 && Character.isLetterOrDigit(c));
            escaped.append(plain ? String.valueOf(c) : "%" + HexFormat.of().toHexDigits(b));
        }
        return escaped.toString();
    }
}
