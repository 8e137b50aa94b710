package org.stowage.token;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.stowage.storage.Slot;
import org.stowage.token.Verdict.Reason;

/**
 * What the contracts v1, v2 and token share: one parameter of the query holds, in hex, the MAC of a message that the
 * request implies.
 *
 * @param contract the name of the contract
 * @param parameter of the query
 * @param keyring the secrets that may have signed
 */
record QueryToken(String contract, String parameter, Keyring keyring) {

    /**
     * A message that the XMPP server may have signed.
     *
     * @param text of the message
     * @param slot what was promised if it is the one
     */
    record Message(String text, Slot slot) {

        byte[] utf8() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The messages that a request may imply: few and fixed, whatever it says. */
    interface Messages {
        List<Message> of(UploadClaim claim, long size);
    }

    Verdict verify(UploadClaim claim, Messages messages) {
        List<String> tokens = claim.query().values(parameter);
        Optional<Reason> miscount = Reason.ofCount(tokens.size());
        if (miscount.isPresent()) {
            return denied(miscount.get());
        }
        if (!(claim.length() instanceof DeclaredLength.Exact length)) {
            return denied(Reason.NO_LENGTH);
        }
        for (Message message : messages.of(claim, length.bytes())) {
            Optional<String> signer = keyring.signerOf(message.utf8(), tokens.get(0));
            if (signer.isPresent()) {
                return new Verdict.Granted(contract, signer.get(), message.slot());
            }
        }
        return denied(Reason.WRONG);
    }

    private Verdict denied(Reason reason) {
        return new Verdict.Denied(contract, reason);
    }
}
