package org.stowage.config;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A secret in the settings. {@code toString} returns {@code ***}; an instance is equal only to itself. */
public final class Secret {

    private static final int SAFE_LENGTH = 32;

    /** Examples from the documentation of upload services and XMPP servers. */
    private static final Set<String> WELL_KNOWN = Set.of(
            "secret string",
            "your shared secret",
            "it-is-secret",
            "some-very-secret-string",
            "hello-world",
            "changeme",
            "change-me",
            "secret");

    private final String text;

    /**
     * Takes the text as the admin typed it.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Secret(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must not be blank");
        }
        this.text = text;
    }

    /** Returns the key that XMPP servers sign with: the UTF-8 of the text, without any decoding. */
    public byte[] utf8() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns why the secret is easy to guess, or nothing if no reason is known. */
    public Optional<String> weakness() {
        if (WELL_KNOWN.contains(text.toLowerCase(Locale.ROOT))) {
            return Optional.of("is an example from documentation, so anybody can sign uploads");
        }
        int length = text.codePointCount(0, text.length());
        return length < SAFE_LENGTH
                ? Optional.of("has only " + length + " characters; take " + SAFE_LENGTH + " random ones or more")
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "***";
    }
}
