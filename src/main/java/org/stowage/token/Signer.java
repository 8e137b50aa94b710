package org.stowage.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.stowage.contract.Contract;
import org.stowage.storage.FileKey;

/**
 * An XMPP server, as far as it signs: what it signs with, and by which contracts its tokens count. Prints no secret.
 *
 * @param tenant the admin's name for it; empty for the one without a name
 * @param contracts those that are enabled, the highest first
 * @param keyring its secrets
 * @param deleteSecret the secret of Metronome's deletions, or null if it may not delete
 */
public record Signer(
        String tenant,
        Set<Contract> contracts,
        Keyring keyring,
        @Nullable SecretKey deleteSecret) {

    /**
     * Copies the contracts in their order.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Signer {
        contracts = Collections.unmodifiableSet(EnumSet.copyOf(contracts));
    }

    /** Tells whether it may delete its files. */
    public boolean mayDelete() {
        return deleteSecret != null;
    }

    /**
     * Returns what it signs to delete a file: path, NUL, delete secret. Nothing if it may not delete.
     *
     * <p>The key of that MAC is a secret that signs uploads. No upload's token can stand for a deletion: the message of one has a
     * NUL more, of the other none.
     */
    public Optional<byte[]> deletionMessage(FileKey key) {
        return Optional.ofNullable(deleteSecret).map(SecretKey::getEncoded).map(secret -> joined(key, secret));
    }

    private static byte[] joined(FileKey key, byte[] deleteSecret) {
        byte[] path = key.path().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(path.length + 1 + deleteSecret.length)
                .put(path)
                .put((byte) 0)
                .put(deleteSecret)
                .array();
    }

    @Override
    public String toString() {
        return "signer " + tenant + " " + keyring;
    }
}
