package org.stowage.token;

/** How the tokens of a contract are verified. Safe for any number of threads. */
interface TokenFormat {

    /**
     * Tells whether a token allows an upload.
     *
     * @param token the only one of its contract
     * @param length of the upload's body in bytes, which the claim may contradict
     * @param keyring the secrets that may have signed
     */
    Verdict verify(String token, UploadClaim claim, long length, Keyring keyring);
}
