package org.stowage.token;

/** Knows one contract between an XMPP server and its upload service. Safe for any number of threads. */
public interface TokenVerifier {

    /**
     * Tells whether the XMPP server allowed an upload.
     *
     * <p>Reasons are looked for in the order of {@link Verdict.Reason}: a missing token is reported before an unknown
     * length, that before a wrong token.
     */
    Verdict verify(UploadClaim claim);
}
