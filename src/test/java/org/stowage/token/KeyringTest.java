package org.stowage.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several secrets side by side; MACs by {@code printf '%s' 'foo/bar.jpg 1048576' | openssl dgst -sha256 -hmac …}. */
final class KeyringTest {

    private static final byte[] MESSAGE = "foo/bar.jpg 1048576".getBytes(UTF_8);
    private static final String BY_SECRET_STRING = "e6df55a04516617d6a86ad6ca23879819591085a1a8c0041f4da06824f5d2db7";
    private static final String BY_NEW_SECRET = "1fd0e968ad7ee07cf3fa13aa1c1583bdd4b1e651e6733f170cce1c5a551d37b2";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final SetClock clock = new SetClock();

    /** Shows the time it was set to. */
    private static final class SetClock extends Clock {
        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void secretThatSignedIsNamed() {
        Keyring keyring = keyring(always("old", "secret string"), always("new", "new secret"));
        assertThat(keyring.signerOf(MESSAGE, BY_SECRET_STRING)).contains("old");
        assertThat(keyring.signerOf(MESSAGE, BY_NEW_SECRET)).contains("new");
        assertThat(keyring.signerOf(MESSAGE, HexFormat.of().parseHex(BY_NEW_SECRET)))
                .contains("new");
    }

    @Test
    void firstOfTwoSecretsThatFitIsNamed() {
        Keyring keyring = keyring(always("a", "secret string"), always("b", "secret string"));
        assertThat(keyring.signerOf(MESSAGE, BY_SECRET_STRING)).contains("a");
    }

    @Test
    void otherSecretAndOtherMessageNameNoSecret() {
        Keyring keyring = keyring(always("new", "new secret"));
        assertThat(keyring.signerOf(MESSAGE, BY_SECRET_STRING)).isEmpty();
        assertThat(keyring.signerOf("foo/bar.jpg 1048577".getBytes(UTF_8), BY_NEW_SECRET))
                .isEmpty();
    }

    @Test
    void everyBitOfTheMacCounts() {
        Keyring keyring = keyring(always("old", "secret string"), always("new", "new secret"));
        for (int bit = 0; bit < 256; bit++) {
            byte[] mac = HexFormat.of().parseHex(BY_NEW_SECRET);
            mac[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(keyring.signerOf(MESSAGE, mac)).isEmpty();
        }
    }

    @Test
    void upperCaseHexIsTheSame() {
        assertThat(keyring(always("old", "secret string")).signerOf(MESSAGE, BY_SECRET_STRING.toUpperCase(Locale.ROOT)))
                .contains("old");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "e6", "zz", "e6df55a04516617d6a86ad6ca23879819591085a1a8c0041f4da06824f5d2d", "é", "\0"
            })
    void textThatIsNoMacNamesNoSecret(String hex) {
        assertThat(keyring(always("old", "secret string")).signerOf(MESSAGE, hex))
                .isEmpty();
        assertThat(keyring(always("old", "secret string")).signerOf(MESSAGE, hex.getBytes(UTF_8)))
                .isEmpty();
        assertThat(keyring(always("old", "secret string")).signerOf(MESSAGE, BY_SECRET_STRING + hex + " "))
                .isEmpty();
    }

    /** Both ends belong to the period of validity. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, 2026-01-01T12:00:00Z, true",
                "2026-01-01T12:00:00Z, -, 2026-01-01T11:59:59.999999999Z, false",
                "2026-01-01T12:00:00Z, -, 2026-01-01T12:00:00Z, true",
                "2026-01-01T12:00:00Z, -, +1000000-01-01T12:00:00Z, true",
                "-, 2026-01-01T12:00:00Z, 1970-01-01T00:00:00Z, true",
                "-, 2026-01-01T12:00:00Z, 2026-01-01T12:00:00Z, true",
                "-, 2026-01-01T12:00:00Z, 2026-01-01T12:00:00.000000001Z, false",
                "2026-01-01T12:00:00Z, 2026-01-01T12:00:00Z, 2026-01-01T12:00:00Z, true"
            })
    void secretIsValidFromItsBeginningToItsEnd(
            @Nullable Instant notBefore, @Nullable Instant notAfter, Instant now, boolean counts) {
        Keyring keyring = keyring(secret("x", "secret string", notBefore, notAfter));
        clock.now = now;
        assertThat(keyring.signerOf(MESSAGE, BY_SECRET_STRING).isPresent()).isEqualTo(counts);
    }

    @Test
    void bothSecretsAreValidWhileTheirPeriodsOverlap() {
        Keyring keyring = keyring(
                secret("old", "secret string", null, NOON.plusSeconds(60)), secret("new", "new secret", NOON, null));
        assertThat(accepted(keyring, NOON.minusSeconds(1))).containsExactly("old");
        assertThat(accepted(keyring, NOON)).containsExactly("old", "new");
        assertThat(accepted(keyring, NOON.plusSeconds(60))).containsExactly("old", "new");
        assertThat(accepted(keyring, NOON.plusSeconds(61))).containsExactly("new");
    }

    /** An expired secret with the same text does not hide a valid one. */
    @Test
    void endedSecretIsNotNamed() {
        Keyring keyring = keyring(
                secret("ended", "secret string", null, NOON.minusSeconds(1)), always("current", "secret string"));
        assertThat(keyring.signerOf(MESSAGE, BY_SECRET_STRING)).contains("current");
    }

    @Test
    void onlyIdsArePrinted() {
        SigningSecret secret = secret("old", "secret string", NOON, NOON);
        assertThat(secret).hasToString("old");
        assertThat(keyring(secret, always("new", "new secret"))).hasToString("[old, new]");
    }

    @Test
    void keyringWithoutSecretsOrWithTwoOfOneIdCannotExist() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Keyring(List.of(), clock));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keyring(always("a", "secret string"), always("a", "new secret")))
                .withMessage("two secrets have the same id: [a, a]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "ä", "a/b", "x=y"})
    void idThatCouldForgeALogLineCannotExist(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> always(id, "secret string"));
    }

    @Test
    void secretThatIsNeverValidCannotExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> secret("old", "secret string", NOON, NOON.minusNanos(1)))
                .withMessage("secret old ends before it begins");
    }

    private List<String> accepted(Keyring keyring, Instant now) {
        clock.now = now;
        return List.of(BY_SECRET_STRING, BY_NEW_SECRET).stream()
                .flatMap(mac -> keyring.signerOf(MESSAGE, mac).stream())
                .toList();
    }

    private Keyring keyring(SigningSecret... secrets) {
        return new Keyring(List.of(secrets), clock);
    }

    private static SigningSecret always(String id, String secret) {
        return secret(id, secret, null, null);
    }

    private static SigningSecret secret(
            String id, String secret, @Nullable Instant notBefore, @Nullable Instant notAfter) {
        return new SigningSecret(id, XmppServer.key(secret), notBefore, notAfter);
    }
}
