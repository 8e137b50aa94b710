package org.stowage.token;

import org.stowage.contract.Contract;
import org.stowage.storage.Slot;

/** What the XMPP server said about an upload. */
public sealed interface Verdict {

    /**
     * The upload is allowed.
     *
     * @param contract the contract of the token that proves it
     * @param secretId the id of the secret that signed the token
     * @param slot what may be uploaded
     */
    record Granted(Contract contract, String secretId, Slot slot) implements Verdict {}

    /**
     * The upload is not allowed.
     *
     * @param contract the contract that was looked at
     * @param reason why not
     */
    record Denied(Contract contract, DenialReason reason) implements Verdict {}

    /** Why an upload is not allowed; of several reasons the first is told. */
    enum DenialReason {
        /** No token of this contract was presented. */
        MISSING,
        /** More than one token of this contract was presented. */
        DOUBLED,
        /** The length of the body is not known, so nothing can be verified. */
        NO_LENGTH,
        /** The token is malformed, not valid yet, or was made with another secret or for another upload. */
        WRONG,
        /** The token was right until a moment ago. */
        EXPIRED,
        /** The token is right, and names another length than the body has. */
        WRONG_LENGTH
    }
}
