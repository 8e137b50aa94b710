package org.stowage.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.FileKey;

/**
 * A slot for a test upload, signed as the XMPP server would: the only thing that is ever signed here. Its path is made up here
 * too, so that nobody gets a token for a path of theirs.
 *
 * @param key that nobody has used
 * @param contract by which it is signed
 * @param query of the URL, with the question mark; empty if the contract has none; a secret
 * @param authorization the field's value, or null if the contract has none; a secret
 */
public record TestSlot(
        FileKey key,
        String contract,
        String query,
        @Nullable String authorization) {

    private static final int LIFETIME_SECONDS = 300;
    private static final String ALGORITHM = "HmacSHA256";

    /** Signs with the first secret that counts, by the highest contract; nothing if no secret counts. */
    public static Optional<TestSlot> of(Signer signer, long size, String type, Instant now) {
        String slot = "stowage-test-" + UUID.randomUUID();
        FileKey key = new FileKey(signer.tenant(), slot + "/test.txt");
        String contract = Stream.of(JwtVerifier.CONTRACT, MetronomeVerifier.CONTRACT, "v2", "v1")
                .filter(signer.contracts()::contains)
                .findFirst()
                .orElse("v1");
        return signer.secrets().stream()
                .filter(secret -> secret.isValidAt(now))
                .findFirst()
                .map(secret -> signed(secret, key, contract, size, type, now));
    }

    /** Returns the same with a token that is wrong. */
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
            SigningSecret secret, FileKey key, String contract, long size, String type, Instant now) {
        if (contract.equals(JwtVerifier.CONTRACT)) {
            return new TestSlot(key, contract, "", "Bearer " + jwt(secret, key, size, type, now));
        }
        String message = MessageFormat.of(contract).message(key.path(), size, type);
        String parameter = contract.equals("v1") ? "v" : contract;
        return new TestSlot(
                key, contract, "?" + parameter + "=" + HexFormat.of().formatHex(mac(secret, message)), null);
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
