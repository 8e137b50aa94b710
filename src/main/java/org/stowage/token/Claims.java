package org.stowage.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.FileKey;
import org.stowage.storage.Slot;

/**
 * What a token of Prosody's {@code mod_http_file_share} says. Required are {@code slot}, {@code filename},
 * {@code filesize} and {@code exp}; {@code nbf}, {@code sub}, {@code filetype} and {@code expires} count where they are;
 * all others, {@code iat} among them, say nothing about validity (RFC 7519 §4.1.6).
 */
public final class Claims {

    /** How far two servers' clocks may be apart. */
    public static final Duration SKEW = Duration.ofSeconds(30);

    /** The last second of the year 9999, which every reader of ISO 8601 knows. */
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

    /** Returns nothing if a claim is missing that is required, or one that counts is not of its type. */
    static Optional<Claims> of(FlatObject json) {
        try {
            return Optional.of(new Claims(json));
        } catch (IllegalArgumentException | ArithmeticException malformed) {
            return Optional.empty();
        }
    }

    /** Tells whether the path is the slot, a slash, and the file name; a slash in either would be a third segment. */
    boolean areAbout(FileKey key) {
        return path.equals(key.path()) && path.indexOf('/') == path.lastIndexOf('/');
    }

    /** Tells whether the token counts by then (RFC 7519 §4.1.5). */
    boolean haveBegun(Instant moment) {
        return !moment.plus(SKEW).isBefore(notBefore);
    }

    /** Tells whether the token no longer counts (RFC 7519 §4.1.4). */
    boolean haveEnded(Instant moment) {
        return !moment.minus(SKEW).isBefore(end);
    }

    /** Returns the length of the file. */
    long size() {
        return size;
    }

    /** Returns what was promised, under that name. */
    Slot slot(FileKey key) {
        String stored = SignedTypes.stored(type == null ? "" : type, key);
        return new Slot(key, size, stored, owner, expires, end.plus(SKEW));
    }

    private static @Nullable String legalOwner(@Nullable String sub) {
        if (sub != null && !Slot.isOwner(sub)) {
            throw new IllegalArgumentException("nobody can have this name");
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
            throw new IllegalArgumentException("no sane time");
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
