package org.stowage.token.diagnosis;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;
import org.stowage.contract.Contract;
import org.stowage.contract.SignedMessage;
import org.stowage.storage.FileKey;
import org.stowage.token.Signer;
import org.stowage.token.SigningSecret;

/**
 * A slot for a test upload, signed as the XMPP server would sign it. Stowage signs nothing else. The path is generated
 * here, so that nobody can get a token for a path of their choice.
 *
 * @param key a new key
 * @param contract the contract by which it is signed
 * @param query the query of the URL with the question mark, empty if the contract uses none; a secret
 * @param authorization the value of the Authorization field, or null if the contract uses none; a secret
 */
public record TestSlot(
        FileKey key,
        Contract contract,
        String query,
        @Nullable String authorization) {

    private static final int LIFETIME_SECONDS = 300;
    private static final String ALGORITHM = "HmacSHA256";

    /** Signs with the first valid secret, by the highest contract. Returns nothing if no secret is valid. */
    public static Optional<TestSlot> of(Signer signer, long size, String type, Instant now) {
        String slot = "stowage-test-" + UUID.randomUUID();
        FileKey key = new FileKey(signer.tenant(), slot + "/test.txt");
        Contract contract = signer.contracts().iterator().next();
        return signer.keyring().secrets().stream()
                .filter(secret -> secret.isValidAt(now))
                .findFirst()
                .map(secret -> signed(secret, key, contract, size, type, now));
    }

    /** Returns the same slot with a wrong token. */
    public TestSlot forged() {
        return new TestSlot(
                key,
                contract,
                query.isEmpty() ? "" : query.replaceFirst("=.*", "=" + "00".repeat(32)),
                authorization == null ? null : "Bearer a.b.c");
    }

    @Override
    public String toString() {
        return "test slot " + key + " by " + contract;
    }

    private static TestSlot signed(
            SigningSecret secret, FileKey key, Contract contract, long size, String type, Instant now) {
        Optional<SignedMessage> message = contract.message();
        if (message.isEmpty()) {
            return new TestSlot(key, contract, "", "Bearer " + jwt(secret, key, size, type, now));
        }
        String token = HexFormat.of().formatHex(mac(secret, message.get().of(key.path(), size, type)));
        return new TestSlot(key, contract, "?" + contract.parameter().orElseThrow() + "=" + token, null);
    }

    private static String jwt(SigningSecret secret, FileKey key, long size, String type, Instant now) {
        String slot = key.path().substring(0, key.path().indexOf('/'));
        String claims = "{\"slot\":\"" + slot + "\",\"filename\":\"" + key.fileName() + "\",\"filesize\":" + size
                + ",\"filetype\":\"" + type + "\",\"iat\":" + now.getEpochSecond() + ",\"exp\":"
                + (now.getEpochSecond() + LIFETIME_SECONDS) + "}";
        String signed = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        return signed + "." + base64(mac(secret, signed));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] mac(SigningSecret secret, String message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret.key());
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot compute " + ALGORITHM, e);
        }
    }
}
