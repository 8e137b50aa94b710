package org.stowage.management.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of one owner at different XMPP servers. The hashes are those of {@code printf '…' | sha1sum}. */
final class OwnerNamesTest {

    private static final String HASH = "2ed681f17049ef21eba6d9ffe6a7c5eaf5193572";

    @Test
    void addressIsAlsoTheHashOfEjabberd() {
        assertThat(OwnerNames.of("romeo@example.org")).containsExactly("romeo@example.org", HASH);
        assertThat(OwnerNames.of(" Romeo@Example.org/phone "))
                .containsExactly("Romeo@Example.org/phone", "romeo@example.org", HASH);
    }

    @ParameterizedTest
    @ValueSource(strings = {HASH, "romeo", "a@b@c", "@example.org"})
    void otherNamesAreNamesOnly(String name) {
        assertThat(OwnerNames.of(name)).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u2028b"})
    void someTextsAreNoOwners(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OwnerNames.of(text))
                .withMessage("An owner is named as the XMPP server does, such as juliet@example.org.");
    }
}
