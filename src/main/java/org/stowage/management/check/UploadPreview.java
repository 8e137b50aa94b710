package org.stowage.management.check;

import java.io.IOException;
import java.util.Optional;
import org.stowage.storage.FileKey;
import org.stowage.token.UploadClaim;

/** Finds out how an upload would be answered, without storing anything. */
public interface UploadPreview {

    /**
     * Returns the key that a URL names.
     *
     * @throws IllegalArgumentException if it names none; the message is a sentence for the admin
     */
    FileKey keyOf(String url);

    /**
     * Returns why an upload would be refused now, before its body is read; empty if it would begin.
     *
     * @throws IOException if the store cannot be read
     */
    Optional<ExpectedRefusal> refusalOf(UploadClaim claim) throws IOException;

    /**
     * A refusal as the client gets it.
     *
     * @param status of the answer
     * @param code in the log
     * @param sentence for the user
     * @param byToken whether the token is the reason
     */
    record ExpectedRefusal(int status, String code, String sentence, boolean byToken) {}
}
