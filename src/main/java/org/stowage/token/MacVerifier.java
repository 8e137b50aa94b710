package org.stowage.token;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stowage.contract.Contract;
import org.stowage.contract.SignedMessage;
import org.stowage.storage.FileKey;
import org.stowage.storage.MediaTypes;
import org.stowage.storage.Slot;

/**
 * Verifies tokens of the contracts v1, v2 and token: a query parameter has, in hex, the HMAC-SHA256 of a message that
 * is made of the request.
 *
 * <p>v1 does not sign the media type, so the type that the client sends is stored, otherwise that of the file name
 * extension. ejabberd's {@code mod_http_upload} (v1) makes paths of three segments; the first is the hex SHA-1 of the
 * user's bare JID, which becomes the owner. v2 and token name no owner.
 *
 * @param contract the contract of the tokens
 * @param message the message that the contract signs
 */
record MacVerifier(Contract contract, SignedMessage message) implements TokenFormat {

    private static final Pattern EJABBERD = Pattern.compile("[0-9a-f]{40}/[^/]+/[^/]+");
    private static final int SHA1_DIGITS = 40;

    @Override
    public Verdict verify(String token, UploadClaim claim, long length, Keyring keyring) {
        FileKey key = claim.key();
        for (String type : types(claim)) {
            byte[] candidate = message.of(key.path(), length, type).getBytes(StandardCharsets.UTF_8);
            Optional<String> secretId = keyring.signerOf(candidate, token);
            if (secretId.isPresent()) {
                return new Verdict.Granted(contract, secretId.get(), slot(claim, length, type));
            }
        }
        return new Verdict.Denied(contract, Verdict.DenialReason.WRONG);
    }

    /** Returns the types that may have been signed; their number is bounded for any request. */
    private Collection<String> types(UploadClaim claim) {
        return message.hasType()
                ? SignedTypes.candidates(claim.type(), claim.key().fileName())
                : List.of("");
    }

    private Slot slot(UploadClaim claim, long length, String signedType) {
        FileKey key = claim.key();
        return message.hasType()
                ? new Slot(key, length, SignedTypes.stored(signedType, key))
                : new Slot(key, length, sentType(claim), ownerOf(key), null);
    }

    private static String sentType(UploadClaim claim) {
        return Optional.ofNullable(claim.type())
                .filter(MediaTypes::isLegal)
                .or(() -> MediaTypes.byFileName(claim.key().fileName()))
                .orElse(MediaTypes.UNKNOWN);
    }

    private static @Nullable String ownerOf(FileKey key) {
        return EJABBERD.matcher(key.path()).matches() ? key.path().substring(0, SHA1_DIGITS) : null;
    }
}
