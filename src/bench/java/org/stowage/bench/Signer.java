package org.stowage.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs uploads as Prosody's contract v1 does. Used by one thread. */
final class Signer {

    static final String SECRET = "benchmark-secret";

    private final Mac mac = mac();

    /** Returns the query of a PUT. */
    String query(Sample sample) {
        byte[] message = (sample.path() + " " + sample.size()).getBytes(StandardCharsets.UTF_8);
        return "?v=" + HexFormat.of().formatHex(mac.doFinal(message));
    }

    private static Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
