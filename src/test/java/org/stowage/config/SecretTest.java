package org.stowage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a secret tells, and what it does not. */
final class SecretTest {

    private static final String STRONG = "0123456789abcdef0123456789abcdef";

    @Test
    void printsAsThreeStars() {
        Secret secret = new Secret(STRONG);
        assertThat(secret).hasToString("***");
        assertThat(Map.of("secret", secret)).hasToString("{secret=***}");
        assertThat(String.valueOf(Optional.of(secret))).isEqualTo("Optional[***]");
    }

    @Test
    void keyIsTheUtf8OfTheTextAsTyped() {
        assertThat(new Secret(" aGV4é☃ ").utf8())
                .containsExactly(' ', 'a', 'G', 'V', '4', 0xc3, 0xa9, 0xe2, 0x98, 0x83, ' ');
    }

    @Test
    void callersCannotChangeIt() {
        Secret secret = new Secret(STRONG);
        secret.utf8()[0] = 'x';
        assertThat(secret.utf8()).asString().isEqualTo(STRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u2003"})
    void blankSecretCannotExist(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Secret(text)).withMessage("must not be blank");
    }

    /** Of the documentation of Prosody's and ejabberd's modules, and of other upload services. */
    @ParameterizedTest
    @ValueSource(
            strings = {"secret string", "Secret String", "it-is-secret", "your shared secret", "hello-world", "changeme"
            })
    void exampleFromDocumentationIsWeak(String text) {
        assertThat(new Secret(text).weakness())
                .contains("is an example from documentation, so anybody can sign uploads");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0123456789abcdef0123456789abcde", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"})
    void shortSecretIsWeak(String text) {
        assertThat(new Secret(text).weakness())
                .hasValueSatisfying(weakness -> assertThat(weakness)
                        .isEqualTo("has only " + text.codePoints().count() + " characters; take 32 random ones or more")
                        .doesNotContain(text + " "));
    }

    @Test
    void longSecretIsNotKnownToBeWeak() {
        assertThat(new Secret(STRONG).weakness()).isEmpty();
    }

    @Test
    void secretIsEqualOnlyToItself() {
        assertThat(new Secret(STRONG)).isNotEqualTo(new Secret(STRONG));
    }
}
