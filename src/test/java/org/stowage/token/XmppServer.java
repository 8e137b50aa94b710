package org.stowage.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.stowage.contract.Contract;

/**
 * Signs messages that no real server would sign, for tests that need a right MAC of a wrong message. Has the secret of
 * the vectors.
 */
public final class XmppServer {

    /** A moment at which the slot that Prosody gave out is open. */
    public static final Instant DURING_SLOT = Instant.ofEpochSecond(4070909000L);

    private static final String SECRET = "secret string";

    private XmppServer() {}

    /** Returns the key of the vectors. */
    public static SecretKey key() {
        return key(SECRET);
    }

    public static SecretKey key(String secret) {
        return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** Returns the keyring that knows the secret of the vectors as {@code one}. */
    public static Keyring keyring() {
        return keyring(SECRET);
    }

    public static Keyring keyring(String secret) {
        return new Keyring(List.of(new SigningSecret("one", key(secret), null, null)), Clock.systemUTC());
    }

    /** Returns the XMPP server of the vectors, with these contracts enabled. */
    public static Signer signer(Contract... enabled) {
        return signer(SECRET, enabled);
    }

    public static Signer signer(String secret, Contract... enabled) {
        return new Signer("", Set.of(enabled), keyring(secret), null);
    }

    /** Verifies while the slot that Prosody gave out is open. */
    public static Verdict verify(UploadClaim claim, Contract... enabled) {
        return new TokenVerifier(clock(DURING_SLOT)).verify(claim, signer(enabled));
    }

    public static Clock clock(Instant moment) {
        return Clock.fixed(moment, ZoneOffset.UTC);
    }

    public static String hex(String message) {
        return HexFormat.of().formatHex(mac(message.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns a token of these two parts with the right signature; the parts may be malformed. */
    public static String jwt(String header, String claims) {
        return signed(base64(header) + "." + base64(claims));
    }

    public static String jwt(String claims) {
        return jwt("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims);
    }

    public static String signed(String headerAndClaims) {
        return headerAndClaims + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(mac(headerAndClaims.getBytes(StandardCharsets.ISO_8859_1)));
    }

    public static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] mac(byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key());
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
