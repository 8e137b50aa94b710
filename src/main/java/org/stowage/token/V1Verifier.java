package org.stowage.token;

import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.stowage.storage.MediaTypes;
import org.stowage.storage.Slot;

/**
 * The first contract of Prosody's {@code mod_http_upload_external}, also spoken by ejabberd's {@code external_secret}:
 * {@code ?v=} and the hex HMAC-SHA256 of path, space, and length in decimal.
 *
 * <p>The media type is not signed: the one the client sends is taken, else the one its file name suggests.
 */
public final class V1Verifier implements TokenVerifier {

    private static final String CONTRACT = "v1";

    private final HmacSha256 hmac;

    /** Verifies with the secret that the XMPP server signs with. */
    public V1Verifier(SecretKey secret) {
        this.hmac = new HmacSha256(secret);
    }

    @Override
    public Verdict verify(UploadClaim claim) {
        List<String> tokens = claim.query().values("v");
        if (tokens.isEmpty()) {
            return denied(Verdict.Reason.MISSING);
        }
        if (tokens.size() > 1) {
            return denied(Verdict.Reason.DOUBLED);
        }
        if (!(claim.length() instanceof DeclaredLength.Exact length)) {
            return denied(Verdict.Reason.NO_LENGTH);
        }
        if (!hmac.matches(claim.key().path() + " " + length.bytes(), tokens.get(0))) {
            return denied(Verdict.Reason.WRONG);
        }
        return new Verdict.Granted(CONTRACT, new Slot(claim.key(), length.bytes(), typeOf(claim)));
    }

    private static String typeOf(UploadClaim claim) {
        return Optional.ofNullable(claim.type())
                .filter(MediaTypes::isLegal)
                .or(() -> MediaTypes.byFileName(claim.key().fileName()))
                .orElse(MediaTypes.UNKNOWN);
    }

    private static Verdict denied(Verdict.Reason reason) {
        return new Verdict.Denied(CONTRACT, reason);
    }
}
