package org.stowage.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.contract.Contract;
import org.stowage.contract.Query;
import org.stowage.storage.FileKey;

/** Metronome's DELETE; MACs by OpenSSL with the key {@code secret string}. */
final class DeletionTokenTest {

    /** {@code printf 'foo/bar.jpg\0delete secret' | openssl dgst -sha256 -hmac 'secret string'}. */
    private static final String TOKEN = "3a69fb226a3d93d2f7bc2c777aafcf407f0e44eb6860686532019235bf7a2293";

    @ParameterizedTest
    @CsvSource({
        "foo/bar.jpg, delete secret, " + TOKEN,
        "AbCdEf12/file.png, x, ba0858a0cbc95691393cbfebdba89a2d744cac1404e27770d11856f149d1a79a"
    })
    void deletionOfMetronomeIsAllowed(String path, String deleteSecret, String token) {
        assertThat(signer(path, deleteSecret, "token=" + token)).isEqualTo("one");
        assertThat(signer(path, deleteSecret, "a=b&token=" + token.toUpperCase(Locale.ROOT)))
                .isEqualTo("one");
    }

    @Test
    void everyBitOfTheTokenCounts() {
        for (int bit = 0; bit < 256; bit++) {
            int digit = Character.digit(TOKEN.charAt(bit / 4), 16) ^ (1 << bit % 4);
            String wrong = TOKEN.substring(0, bit / 4) + Character.forDigit(digit, 16) + TOKEN.substring(bit / 4 + 1);
            assertThat(signer("foo/bar.jpg", "delete secret", "token=" + wrong)).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "foo/bar.jpf, delete secret",
        "foo/bar.jpg, delete secres",
        "foo/bar.jpg, 'delete secret '",
        "foo/bar.jpg, secret string",
        "foo/bar, .jpg delete secret"
    })
    void tokenForAnotherPathOrWithAnotherDeleteSecretIsRefused(String path, String deleteSecret) {
        assertThat(signer(path, deleteSecret, "token=" + TOKEN)).isNull();
    }

    @Test
    void tokenMadeWithTheDeleteSecretAsKeyIsRefused() {
        assertThat(signer("delete secret", "foo/bar.jpg", "delete secret", "token=" + TOKEN))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "token",
                "token=",
                "v=" + TOKEN,
                "v2=" + TOKEN,
                "Token=" + TOKEN,
                "token=" + TOKEN + "&token=" + TOKEN,
                "token&token=" + TOKEN,
                "token=" + TOKEN + "0",
                "token=null"
            })
    void missingDoubledAndMalformedTokensAreRefused(String query) {
        assertThat(signer("foo/bar.jpg", "delete secret", query)).isNull();
    }

    /** v1 of {@code foo/bar.jpg} with 5 bytes, and token of it with image/jpeg. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "00256da2a05ed1a787ccb4236a6ace730897192cd81347a93c72b4124bda5813",
                "90383d861026e6f3f8880766e810fb4f0945a822648166919eeaa13d19377522",
                "ea0ffa2a5c7175ac604220b01b9f9b69c41f9fbb36ff91430e89c25c2b43618d"
            })
    void tokenOfAnUploadDeletesNothing(String token) {
        for (String deleteSecret : new String[] {"5", "5 ", "image/jpeg", "5image/jpeg", "delete secret"}) {
            assertThat(signer("foo/bar.jpg", deleteSecret, "token=" + token)).isNull();
        }
    }

    private static @Nullable String signer(String path, String deleteSecret, String query) {
        return signer("secret string", path, deleteSecret, query);
    }

    private static @Nullable String signer(String secret, String path, String deleteSecret, String query) {
        Signer signer = new Signer("", Set.of(Contract.V1), XmppServer.keyring(secret), XmppServer.key(deleteSecret));
        return new TokenVerifier(Clock.systemUTC())
                .verifyDeletion(new FileKey(path), Query.of(query), signer)
                .orElse(null);
    }
}
