package org.stowage.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fingerprints of keys. */
final class FingerprintTest {

    /** {@code printf foo/bar.jpg | sha256sum}, and with {@code 'montague\\0'} before it. */
    @ParameterizedTest
    @CsvSource({
        "'',       e9b72ac22bb20de5ffd07f9179eb6ff0f5723dc656e19a1cf4fd1f8cd8ed3d70, 233",
        "montague, bf4d81d29aeb426c355c7ef3523de83c08861731d49117f5c3af816a2f281bec, 191"
    })
    void itIsTheSha256OfThePathAfterTheTenant(String tenant, String hex, int firstByte) {
        Fingerprint fingerprint = Fingerprint.of(new FileKey(tenant, "foo/bar.jpg"));
        assertThat(fingerprint).hasToString(hex);
        assertThat(fingerprint.firstByte()).isEqualTo(firstByte);
        assertThat(Fingerprint.parse(hex)).isEqualTo(fingerprint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "E9b72ac22bb20de5ffd07f9179eb6ff0f5723dc656e19a1cf4fd1f8cd8ed3d70"})
    void onlySixtyFourLowerCaseHexDigitsAreOne(String hex) {
        assertThatIllegalArgumentException().isThrownBy(() -> Fingerprint.parse(hex));
    }
}
