package org.stowage.token;

/** Verifies the tokens of a contract. Thread-safe. */
interface TokenFormat {

    /**
     * Tells whether a token allows an upload.
     *
     * @param token the only token of its contract in the request
     * @param length the length of the upload's body in bytes
     * @param keyring the secrets that may have signed
     */
    Verdict verify(String token, UploadClaim claim, long length, Keyring keyring);
}
