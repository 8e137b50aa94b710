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
 * An XMPP server that signs tokens: its secrets, and the contracts that are enabled for it. {@code toString} contains
 * no secret.
 *
 * @param tenant its name in the settings; empty for the tenant without a name
 * @param contracts the enabled contracts, the highest first
 * @param keyring its secrets
 * @param deleteSecret the secret of Metronome's deletions, or null if it may not delete
 */
public record Signer(
        String tenant,
        Set<Contract> contracts,
        Keyring keyring,
        @Nullable SecretKey deleteSecret) {

    /**
     * Sorts the contracts, the highest first.
     *
     * @throws IllegalArgumentException if there is no contract
     */
    public Signer {
        contracts = Collections.unmodifiableSet(EnumSet.copyOf(contracts));
    }

    /** Tells whether the XMPP server may delete its files. */
    public boolean mayDelete() {
        return deleteSecret != null;
    }

    /**
     * Returns the message that the XMPP server signs to delete a file: path, NUL, delete secret. Nothing if it may not
     * delete.
     *
     * <p>The key of the MAC is a secret that also signs uploads. The token of an upload cannot be used for a deletion:
     * the messages differ in their number of NULs (v1 has none, v2 and token have two).
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
