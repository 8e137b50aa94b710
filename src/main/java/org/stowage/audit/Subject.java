package org.stowage.audit;

import org.jspecify.annotations.Nullable;
import org.stowage.storage.FileKey;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/**
 * What an event is about; what is not known is null.
 *
 * @param tenant whose file it is; null for the tenant without a name
 * @param key the decoded path of the file, or what was sent instead of a legal one
 * @param size in bytes
 * @param type media type
 * @param owner who uploaded it
 * @param sha256 of the content, in hex
 */
public record Subject(
        @Nullable String tenant,
        @Nullable String key,
        @Nullable Long size,
        @Nullable String type,
        @Nullable String owner,
        @Nullable String sha256) {

    /** A file that is stored, or was. */
    public static Subject of(StoredFile file) {
        Subject slot = of(file.slot());
        return new Subject(slot.tenant, slot.key, slot.size, slot.type, slot.owner, file.sha256());
    }

    /** A file that may be uploaded, as far as its token is concerned. */
    public static Subject of(Slot slot) {
        FileKey key = slot.key();
        return new Subject(tenant(key), key.path(), slot.size(), slot.type(), slot.owner(), null);
    }

    /** A name, with or without a file. */
    public static Subject of(FileKey key) {
        return new Subject(tenant(key), key.path(), null, null, null, null);
    }

    /** What a client has sent instead of the name of a file. */
    public static Subject noFile(String sent) {
        return new Subject(null, sent, null, null, null, null);
    }

    /** All files of an owner. */
    public static Subject owner(String owner) {
        return new Subject(null, null, null, null, owner, null);
    }

    /** All files with a content, by its SHA-256 in hex. */
    public static Subject content(String sha256) {
        return new Subject(null, null, null, null, null, sha256);
    }

    /** The same with a size and a media type that a client claims. */
    public Subject claiming(@Nullable Long claimedSize, @Nullable String claimedType) {
        return new Subject(tenant, key, claimedSize, claimedType, owner, sha256);
    }

    private static @Nullable String tenant(FileKey key) {
        return key.tenant().isEmpty() ? null : key.tenant();
    }
}
