package org.stowage.token;

/**
 * The second contract of Prosody's {@code mod_http_upload_external} ({@code http_upload_external_protocol = "v2"}):
 * {@code ?v2=} and the hex HMAC-SHA256 of the message of {@link TypedMessages}.
 */
public final class V2Verifier implements TokenVerifier {

    private final QueryToken token;

    /** Verifies with the secrets that the XMPP server signs with. */
    public V2Verifier(Keyring keyring) {
        this.token = new QueryToken("v2", "v2", keyring);
    }

    @Override
    public Verdict verify(UploadClaim claim) {
        return token.verify(claim, TypedMessages::of);
    }
}
