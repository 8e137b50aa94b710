package org.stowage.token;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.FileKey;
import org.stowage.storage.MediaTypes;
import org.stowage.storage.Slot;

/**
 * The first contract of Prosody's {@code mod_http_upload_external}, also spoken by ejabberd's {@code external_secret}:
 * {@code ?v=} and the hex HMAC-SHA256 of path, space, and length in decimal.
 *
 * <p>The media type is not signed: the one the client sends is taken, else the one its file name suggests. ejabberd's
 * {@code mod_http_upload} begins the path with the hex SHA-1 of the user's bare JID, and two segments follow: that is the
 * owner. Prosody tells none.
 */
public final class V1Verifier implements TokenVerifier {

    private static final Pattern EJABBERD = Pattern.compile("[0-9a-f]{40}/[^/]+/[^/]+");
    private static final int SHA1_DIGITS = 40;

    private final QueryToken token;

    /** Verifies with the secrets that the XMPP server signs with. */
    public V1Verifier(Keyring keyring) {
        this.token = new QueryToken("v1", "v", keyring);
    }

    @Override
    public Verdict verify(UploadClaim claim) {
        return token.verify(claim, V1Verifier::message);
    }

    private static List<QueryToken.Message> message(UploadClaim claim, long size) {
        FileKey key = claim.key();
        Slot slot = new Slot(key, size, typeOf(claim), ownerOf(key), null);
        return List.of(new QueryToken.Message(key.path() + " " + size, slot));
    }

    private static String typeOf(UploadClaim claim) {
        return Optional.ofNullable(claim.type())
                .filter(MediaTypes::isLegal)
                .or(() -> MediaTypes.byFileName(claim.key().fileName()))
                .orElse(MediaTypes.UNKNOWN);
    }

    private static @Nullable String ownerOf(FileKey key) {
        return EJABBERD.matcher(key.path()).matches() ? key.path().substring(0, SHA1_DIGITS) : null;
    }
}
