package org.stowage.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.stowage.storage.FileKey;

/**
 * Whether the XMPP server wants a file deleted, as Metronome's {@code mod_http_upload_external} says it: {@code ?token=}
 * and the hex HMAC-SHA256 of path, NUL, and the delete secret.
 *
 * <p>The key is the secret that signs uploads; the delete secret is data. No upload's token can stand for a deletion: the
 * message of one has a NUL more, of the other none.
 */
public final class DeletionVerifier {

    static final String PARAMETER = "token";

    private final Keyring keyring;
    private final byte[] deleteSecret;

    /**
     * Verifies with the secrets that the XMPP server signs with.
     *
     * @param deleteSecret the UTF-8 of the secret as the admin typed it
     */
    public DeletionVerifier(Keyring keyring, byte[] deleteSecret) {
        this.keyring = keyring;
        this.deleteSecret = deleteSecret.clone();
    }

    /** Returns the id of the secret that signed this deletion, or nothing unless there is one token and it is right. */
    public Optional<String> signerOf(FileKey key, Query query) {
        List<String> tokens = query.values(PARAMETER);
        return tokens.size() == 1 ? keyring.signerOf(messageFor(key), tokens.get(0)) : Optional.empty();
    }

    private byte[] messageFor(FileKey key) {
        byte[] path = key.path().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(path.length + 1 + deleteSecret.length)
                .put(path)
                .put((byte) 0)
                .put(deleteSecret)
                .array();
    }
}
