package org.stowage.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a deleted file. Its URL cannot be used again, even if the token in it is still valid. A tombstone
 * contains nothing that only one file has, so that a store can keep many of them in one place: where the tombstone lies
 * tells the hash of the name, and times are rounded up to the hour.
 *
 * @param fingerprint of the name of the file
 * @param deleted when it was deleted, or up to an hour later
 * @param reason why it was deleted
 * @param until from when on no token for the name can be valid, with a margin for wrong clocks; null if one may be
 *     valid for ever
 * @param version as {@link Entry#version()} says
 */
public record Tombstone(
        Fingerprint fingerprint,
        Instant deleted,
        Reason reason,
        @Nullable Instant until,
        String version) implements Entry {

    /** Covers wrong clocks, clients that send again, and users who ask what became of their file. */
    private static final Duration MARGIN = Duration.ofDays(1);

    /** Returns the tombstone of a file that is deleted at this time, in a store that has no versions. */
    public static Tombstone of(StoredFile file, Instant now, Reason reason) {
        return of(file.fingerprint(), file.slot().tokenEnds(), now, reason);
    }

    /**
     * Returns the tombstone of a file whose description is not at hand.
     *
     * @param tokenEnds as {@link Slot} says, if known; else null
     */
    public static Tombstone of(Fingerprint fingerprint, @Nullable Instant tokenEnds, Instant now, Reason reason) {
        return new Tombstone(fingerprint, hourAfter(now), reason, until(tokenEnds, now), "");
    }

    /** Returns the tombstone of another file with the same times and the same reason. */
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

    /** Why a file was deleted. The store writes these names: constants may be added, but not renamed. */
    public enum Reason {
        /** Its XMPP server or an admin asked for it. */
        DELETED,
        /** It had expired. */
        EXPIRED,
        /** Newer files needed its room. */
        EVICTED,
        /** An admin has taken it down. */
        TAKEN_DOWN
    }
}
