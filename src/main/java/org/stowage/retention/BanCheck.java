package org.stowage.retention;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
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

    /** Finds out the SHA-256 of a content, which may have to be read for it. */
    public interface HashedContent {

        /** Returns 64 lower-case hex digits. */
        String sha256() throws IOException;
    }

    /**
     * Returns the ban on the slot's path or owner; empty if there is none.
     *
     * @throws IOException if the bans cannot be read
     */
    public Optional<Kind> on(Slot slot) throws IOException {
        return on(slot, bans.kinds());
    }

    /**
     * Returns the ban on the slot's path or owner without a look at the bans if there were none of this kind at the last
     * one.
     */
    public Optional<Kind> atTheLastLookOn(Slot slot) throws IOException {
        return bans.hadAny(Kind.PATH) || bans.hadAny(Kind.OWNER) ? on(slot) : Optional.empty();
    }

    /**
     * Returns the ban on the slot's path or owner, or on the content; empty if there is none. The content is asked for
     * its SHA-256 only if any content is banned.
     *
     * @throws IOException if the bans or the content cannot be read
     */
    public Optional<Kind> on(Slot slot, HashedContent content) throws IOException {
        Set<Kind> kinds = bans.kinds();
        Optional<Kind> ban = on(slot, kinds);
        if (ban.isPresent() || !kinds.contains(Kind.CONTENT)) {
            return ban;
        }
        return bans.has(Kind.CONTENT, content.sha256()) ? Optional.of(Kind.CONTENT) : Optional.empty();
    }

    /** Returns the ban on a stored file. If any content is banned, the file may have to be read. */
    public Optional<Kind> on(StoredFile file, ContentHashes.OfShard hashes) throws IOException {
        return on(file.slot(), () -> hashes.of(file));
    }

    private Optional<Kind> on(Slot slot, Set<Kind> kinds) throws IOException {
        if (kinds.contains(Kind.PATH) && bans.has(Kind.PATH, Ban.valueOf(slot.key()))) {
            return Optional.of(Kind.PATH);
        }
        String owner = slot.owner();
        boolean banned = owner != null && kinds.contains(Kind.OWNER) && bans.has(Kind.OWNER, owner);
        return banned ? Optional.of(Kind.OWNER) : Optional.empty();
    }
}
