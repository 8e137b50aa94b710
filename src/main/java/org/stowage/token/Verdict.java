package org.stowage.token;

import org.stowage.contract.Contract;
import org.stowage.storage.Slot;

/** Whether the XMPP server allowed an upload. */
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
     * @param contract the contract that decided
     * @param reason the reason
     */
    record Denied(Contract contract, DenialReason reason) implements Verdict {}

    /** Why an upload is not allowed. If several reasons apply, the first one is reported. */
    enum DenialReason {
        /** No token of this contract was presented. */
        MISSING,
        /** More than one token of this contract was presented. */
        DOUBLED,
        /** The length of the body is not known, so no token can be verified. */
        NO_LENGTH,
        /** The token is malformed, not valid yet, or was made with another secret or for another upload. */
        WRONG,
        /** The token is right, but it has expired. */
        EXPIRED,
        /** The token is right, but is for another length than that of the body. */
        WRONG_LENGTH
    }
}
