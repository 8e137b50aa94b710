package org.stowage.retention;

import java.io.IOException;
import java.util.Optional;
import org.stowage.storage.Ban;
import org.stowage.storage.Ban.Kind;
import org.stowage.storage.Bans;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/**
 * Finds the ban that applies to a file: by its path, its owner or its content.
 *
 * @param bans the bans of the store
 */
public record BanCheck(Bans bans) {

    /**
     * Returns the ban on the slot's path or owner; empty if there is none.
     *
     * @throws IOException if the bans cannot be read
     */
    public Optional<Kind> on(Slot slot) throws IOException {
        if (bans.has(Kind.PATH, Ban.valueOf(slot.key()))) {
            return Optional.of(Kind.PATH);
        }
        String owner = slot.owner();
        return owner != null && bans.has(Kind.OWNER, owner) ? Optional.of(Kind.OWNER) : Optional.empty();
    }

    /**
     * Returns the ban on the slot's path or owner, or on the content; empty if there is none.
     *
     * @param sha256 of the content; empty if it is not known, and then bans on contents are not checked
     */
    public Optional<Kind> on(Slot slot, String sha256) throws IOException {
        Optional<Kind> ban = on(slot);
        if (ban.isPresent()) {
            return ban;
        }
        return !sha256.isEmpty() && bans.has(Kind.CONTENT, sha256) ? Optional.of(Kind.CONTENT) : Optional.empty();
    }

    /** Returns the ban on a stored file. If any content is banned, the file may have to be read. */
    public Optional<Kind> on(StoredFile file, ContentHashes.OfShard hashes) throws IOException {
        Optional<Kind> ban = on(file.slot());
        return ban.isPresent() || !bans.hasAny(Kind.CONTENT) ? ban : on(file.slot(), hashes.of(file));
    }
}
