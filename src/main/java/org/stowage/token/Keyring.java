package org.stowage.token;

import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The secrets of an XMPP server; there are several while a new one replaces an old one. {@code toString} returns the
 * ids.
 *
 * <p>Verification tries the currently valid secrets, with a comparison in constant time each. The time may reveal their
 * number, which is no secret.
 */
public final class Keyring {

    private final List<SigningSecret> secrets;
    private final Clock clock;

    /**
     * Takes the secrets.
     *
     * @param secrets at least one, with different ids; if two have signed, the first one is named
     * @param clock the clock that decides which secrets are valid
     * @throws IllegalArgumentException if there is no secret, or two have the same id
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

    /** Returns the id of the secret with which the message has that MAC, given in hex of any case. */
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
        for (SigningSecret secret : secrets) {
            if (secret.isValidAt(now) && secret.signed(message, mac)) {
                return Optional.of(secret.id());
            }
        }
        return Optional.empty();
    }

    /** Returns all secrets, also those that are not valid now. */
    public List<SigningSecret> secrets() {
        return secrets;
    }

    @Override
    public String toString() {
        return secrets.toString();
    }
}
