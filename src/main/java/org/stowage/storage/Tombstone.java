package org.stowage.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a file that was deleted: its URL cannot be used again, although the token in it may still be right. It says
 * nothing that only one file has, so that a store can keep many of them in one place: the name of the file is known by where it
 * lies, as its hash, and times are rounded up to the hour.
 *
 * @param fingerprint of the name of the file
 * @param deleted when it was deleted, or up to an hour later
 * @param reason why
 * @param until from when on no token for the name can be right, with a margin for wrong clocks; null if one may be right for ever
 * @param version the store's own
 */
public record Tombstone(
        Fingerprint fingerprint,
        Instant deleted,
        Reason reason,
        @Nullable Instant until,
        String version) implements Entry {

    /** For clocks that are wrong, clients that send again, and those that ask what became of their file. */
    private static final Duration MARGIN = Duration.ofDays(1);

    /** Returns what a file leaves that is deleted now, in a store that has no versions. */
    public static Tombstone of(StoredFile file, Instant now, Reason reason) {
        return of(file.fingerprint(), file.slot().tokenEnds(), now, reason);
    }

    /**
     * Returns what a file leaves of which little is known.
     *
     * @param tokenEnds as of {@link Slot}
     */
    public static Tombstone of(Fingerprint fingerprint, @Nullable Instant tokenEnds, Instant now, Reason reason) {
        return new Tombstone(fingerprint, hourAfter(now), reason, until(tokenEnds, now), "");
    }

    /** Returns what is left of another file, and says the same. */
    public Tombstone of(Fingerprint other) {
        return new Tombstone(other, deleted, reason, until, version);
    }

    private static @Nullable Instant until(@Nullable Instant tokenEnds, Instant now) {
        if (tokenEnds == null) {
            return null;
        }
        return hourAfter((tokenEnds.isAfter(now) ? tokenEnds : now).plus(MARGIN));
    }

    private static Instant hourAfter(Instant time) {
        Instant hour = time.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(time) ? hour : hour.plus(1, ChronoUnit.HOURS);
    }

    /** Why a file is no longer there. The store writes these words: one may be added, none changed. */
    public enum Reason {
        /** Its XMPP server or an admin asked for it. */
        DELETED,
        /** Its time had come. */
        EXPIRED,
        /** Newer files needed its room. */
        EVICTED,
        /** It may not be shown to anybody. */
        TAKEN_DOWN
    }
}
