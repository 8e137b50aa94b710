package org.stowage.retention;

import java.io.IOException;
import java.util.Optional;
import org.stowage.storage.Ban;
import org.stowage.storage.Ban.Kind;
import org.stowage.storage.Bans;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/**
 * Tells whether a ban is on a file, by its path, its owner and its content.
 *
 * @param bans that hold
 */
public record BanCheck(Bans bans) {

    /**
     * Returns the ban on a file that is not there yet, as far as its slot tells.
     *
     * @throws IOException if that cannot be told
     */
    public Optional<Kind> on(Slot slot) throws IOException {
        if (bans.has(Kind.PATH, Ban.valueOf(slot.key()))) {
            return Optional.of(Kind.PATH);
        }
        String owner = slot.owner();
        return owner != null && bans.has(Kind.OWNER, owner) ? Optional.of(Kind.OWNER) : Optional.empty();
    }

    /**
     * Returns the ban on a file of which all has arrived.
     *
     * @param sha256 of its content; empty if that is not known, and then no ban of a content is found
     */
    public Optional<Kind> on(Slot slot, String sha256) throws IOException {
        Optional<Kind> ban = on(slot);
        if (ban.isPresent()) {
            return ban;
        }
        return !sha256.isEmpty() && bans.has(Kind.CONTENT, sha256) ? Optional.of(Kind.CONTENT) : Optional.empty();
    }

    /** Returns the ban on a file that is there; if contents are banned, its content may have to be read. */
    public Optional<Kind> on(StoredFile file, ContentHashes.OfShard hashes) throws IOException {
        Optional<Kind> ban = on(file.slot());
        return ban.isPresent() || !bans.hasAny(Kind.CONTENT) ? ban : on(file.slot(), hashes.of(file));
    }
}
