package org.stowage.management.api;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.FilePosition;
import org.stowage.catalog.FileQuery;
import org.stowage.management.admin.ProblemException;
import org.stowage.storage.Fingerprint;

/**
 * Writes the cursor of the next page, and reads it. A cursor names a place in the order of one question, not a number
 * of files, so files that come and go meanwhile neither repeat nor hide others. It is signed with a key that this
 * object makes, so a cursor of another question, another deployment or an earlier start is recognized.
 */
final class Cursors {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 16;
    private static final int PARTS = 4;

    private final SecretKeySpec key;

    Cursors() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, ALGORITHM);
    }

    String write(FilePosition place, FileQuery query) {
        Instant due = place.due();
        String text = String.join(
                " ",
                Long.toString(place.size()),
                place.stored().toString(),
                due == null ? "-" : due.toString(),
                place.key().toString());
        byte[] all = (text + " " + mac(text, query)).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /**
     * Reads a cursor.
     *
     * @throws ProblemException if it does not fit
     */
    FilePosition read(String cursor, FileQuery query) {
        try {
            String all = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            int end = all.lastIndexOf(' ');
            String text = all.substring(0, Math.max(0, end));
            String[] parts = text.split(" ", -1);
            boolean ours = MessageDigest.isEqual(
                    all.substring(end + 1).getBytes(StandardCharsets.US_ASCII),
                    mac(text, query).getBytes(StandardCharsets.US_ASCII));
            if (ours && parts.length == PARTS) {
                @Nullable Instant due = parts[2].equals("-") ? null : Instant.parse(parts[2]);
                return new FilePosition(
                        Long.parseLong(parts[0]), Instant.parse(parts[1]), due, Fingerprint.parse(parts[3]));
            }
        } catch (IllegalArgumentException | DateTimeException noCursor) {
            // It is told as any other cursor that does not fit.
        }
        throw new ProblemException(
                400,
                "stale-cursor",
                "This cursor is of another question, or of an earlier start of the server: ask again without it.");
    }

    /** The limit may change from page to page; everything else of the question is signed. */
    private String mac(String text, FileQuery query) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(text.getBytes(StandardCharsets.UTF_8));
            mac.update(query.withLimit(1).toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(), 0, MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC with SHA-256", e);
        }
    }
}
