package org.stowage.token;

/**
 * The contract of Metronome's {@code mod_http_upload_external}: {@code ?token=} and the hex HMAC-SHA256 of the message of
 * {@link TypedMessages}.
 */
public final class MetronomeVerifier implements TokenVerifier {

    /** The name of the contract, for uploads and deletions. */
    public static final String CONTRACT = "token";

    private final QueryToken token;

    /** Verifies with the secrets that the XMPP server signs with. */
    public MetronomeVerifier(Keyring keyring) {
        this.token = new QueryToken(CONTRACT, DeletionVerifier.PARAMETER, keyring);
    }

    @Override
    public Verdict verify(UploadClaim claim) {
        return token.verify(claim, TypedMessages::of);
    }
}
