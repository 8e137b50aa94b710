package org.stowage.token;

import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The secrets of an XMPP server, several side by side while one replaces another. Knows no contract; prints as ids.
 *
 * <p>Every secret that counts now is tried, each compared in constant time; how many there are is no secret.
 */
public final class Keyring {

    private final List<SigningSecret> secrets;
    private final Clock clock;

    /**
     * Takes the secrets.
     *
     * @param secrets at least one, each with an id of its own; of two that fit the first is named
     * @param clock tells which of them count
     * @throws IllegalArgumentException if there is none, or two have the same id
     */
    public Keyring(List<SigningSecret> secrets, Clock clock) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("a keyring needs a secret");
        }
        if (secrets.stream().map(SigningSecret::id).distinct().count() < secrets.size()) {
            throw new IllegalArgumentException("two secrets have the same id: " + secrets);
        }
        this.secrets = List.copyOf(secrets);
        this.clock = clock;
    }

    /** Returns the id of the secret with which the message has that MAC, in hex of any case. */
    Optional<String> signerOf(byte[] message, String hex) {
        try {
            return signerOf(message, HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException notHex) {
            return Optional.empty();
        }
    }

    /** Returns the id of the secret with which the message has that MAC. */
    Optional<String> signerOf(byte[] message, byte[] mac) {
        Instant now = clock.instant();
        return secrets.stream()
                .filter(secret -> secret.isValidAt(now))
                .filter(secret -> secret.signed(message, mac))
                .map(SigningSecret::id)
                .findFirst();
    }

    /** Returns all secrets, also those that do not count now. */
    public List<SigningSecret> secrets() {
        return secrets;
    }

    @Override
    public String toString() {
        return secrets.toString();
    }
}
