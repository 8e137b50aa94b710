package org.stowage.management.check;

import java.io.IOException;
import java.util.Optional;
import org.stowage.storage.FileKey;
import org.stowage.token.UploadClaim;

/** Tells how an upload would be answered, without storing anything. */
public interface UploadPreview {

    /**
     * Returns the file that a URL names.
     *
     * @throws IllegalArgumentException if it names none; the message is a sentence for the admin
     */
    FileKey keyOf(String url);

    /**
     * Returns why an upload would be refused now, before its body is read, or nothing if it would begin.
     *
     * @throws IOException if the store cannot be read
     */
    Optional<ExpectedRefusal> refusalOf(UploadClaim claim) throws IOException;

    /**
     * A refusal as the client gets it.
     *
     * @param status of the answer
     * @param code that the log has
     * @param sentence that the user gets
     * @param byToken whether it is about the token
     */
    record ExpectedRefusal(int status, String code, String sentence, boolean byToken) {}
}
