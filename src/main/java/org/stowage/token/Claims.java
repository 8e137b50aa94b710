package org.stowage.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.FileKey;
import org.stowage.storage.Slot;

/**
 * The claims of a token of Prosody's {@code mod_http_file_share}. {@code slot}, {@code filename}, {@code filesize} and
 * {@code exp} are required; {@code nbf}, {@code sub}, {@code filetype} and {@code expires} are optional. All other
 * claims are ignored, also {@code iat} (RFC 7519 §4.1.6).
 */
public final class Claims {

    /** The tolerated difference between the clocks of the two servers. */
    public static final Duration SKEW = Duration.ofSeconds(30);

    /** The last second of the year 9999, the last year with four digits in ISO 8601. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private final String path;
    private final long size;
    private final @Nullable String type;
    private final @Nullable String owner;
    private final Instant notBefore;
    private final Instant end;
    private final @Nullable Instant expires;

    private Claims(FlatObject json) {
        this.path = required(json.text("slot")) + "/" + required(json.text("filename"));
        this.size = notNegative(json.wholeNumber("filesize").orElse(-1));
        this.type = json.text("filetype").orElse(null);
        this.owner = legalOwner(json.text("sub").orElse(null));
        this.notBefore = moment(json.wholeNumber("nbf")).orElse(Instant.EPOCH);
        this.end = required(moment(json.wholeNumber("exp")));
        this.expires = moment(json.wholeNumber("expires")).orElse(null);
    }

    /** Returns nothing if a required claim is missing or a known claim has the wrong type. */
    static Optional<Claims> of(FlatObject json) {
        try {
            return Optional.of(new Claims(json));
        } catch (IllegalArgumentException | ArithmeticException malformed) {
            return Optional.empty();
        }
    }

    /**
     * Tells whether the path of the key is the slot, a slash and the file name. A slash within the slot or the name is
     * not accepted: it would make a third segment.
     */
    boolean areAbout(FileKey key) {
        return path.equals(key.path()) && path.indexOf('/') == path.lastIndexOf('/');
    }

    /** Tells whether the token is valid yet at that moment (RFC 7519 §4.1.5). */
    boolean haveBegun(Instant moment) {
        return !moment.plus(SKEW).isBefore(notBefore);
    }

    /** Tells whether the token has expired at that moment (RFC 7519 §4.1.4). */
    boolean haveEnded(Instant moment) {
        return !moment.minus(SKEW).isBefore(end);
    }

    /** Returns the length of the file. */
    long size() {
        return size;
    }

    /** Returns the slot that the token grants for the key. */
    Slot slot(FileKey key) {
        String stored = SignedTypes.stored(type == null ? "" : type, key);
        return new Slot(key, size, stored, owner, expires, end.plus(SKEW));
    }

    private static @Nullable String legalOwner(@Nullable String sub) {
        if (sub != null && !Slot.isOwner(sub)) {
            throw new IllegalArgumentException("not a legal owner");
        }
        return sub;
    }

    private static <T> T required(Optional<T> claim) {
        return claim.orElseThrow(() -> new IllegalArgumentException("a claim is missing"));
    }

    private static Optional<Instant> moment(OptionalLong seconds) {
        if (seconds.isEmpty()) {
            return Optional.empty();
        }
        if (seconds.getAsLong() > LAST_SECOND) {
            throw new IllegalArgumentException("later than the year 9999");
        }
        return Optional.of(Instant.ofEpochSecond(notNegative(seconds.getAsLong())));
    }

    private static long notNegative(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("negative or missing");
        }
        return number;
    }
}
