package org.stowage.audit;

import org.jspecify.annotations.Nullable;
import org.stowage.storage.FileKey;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/**
 * The file, owner or content that an event is about. Unknown components are null.
 *
 * @param tenant the tenant of the file; null for the tenant without a name
 * @param key the decoded path of the file, or the illegal path that was sent
 * @param size in bytes
 * @param type the media type
 * @param owner the user who uploaded the file
 * @param sha256 the SHA-256 of the content, in hex
 */
public record AuditedResource(
        @Nullable String tenant,
        @Nullable String key,
        @Nullable Long size,
        @Nullable String type,
        @Nullable String owner,
        @Nullable String sha256) {

    /** Returns a file that is or was stored. */
    public static AuditedResource of(StoredFile file) {
        AuditedResource uploaded = of(file.slot());
        return new AuditedResource(
                uploaded.tenant, uploaded.key, uploaded.size, uploaded.type, uploaded.owner, known(file.sha256()));
    }

    /** Returns a file that a valid token allows a client to upload. */
    public static AuditedResource of(Slot slot) {
        FileKey key = slot.key();
        return new AuditedResource(tenant(key), key.path(), slot.size(), slot.type(), slot.owner(), null);
    }

    /** Returns a path, with or without a file. */
    public static AuditedResource of(FileKey key) {
        return new AuditedResource(tenant(key), key.path(), null, null, null, null);
    }

    /** Returns an illegal path as the client has sent it. */
    public static AuditedResource noFile(String sent) {
        return new AuditedResource(null, sent, null, null, null, null);
    }

    /** Returns all files of an owner. */
    public static AuditedResource owner(String owner) {
        return new AuditedResource(null, null, null, null, owner, null);
    }

    /** Returns all files with a content, given by its SHA-256 in hex. */
    public static AuditedResource content(String sha256) {
        return new AuditedResource(null, null, null, null, null, sha256);
    }

    /** Returns the same resource with the size and the media type that a client claims. */
    public AuditedResource claiming(@Nullable Long claimedSize, @Nullable String claimedType) {
        return new AuditedResource(tenant, key, claimedSize, claimedType, owner, sha256);
    }

    private static @Nullable String tenant(FileKey key) {
        return key.tenant().isEmpty() ? null : key.tenant();
    }

    private static @Nullable String known(String sha256) {
        return sha256.isEmpty() ? null : sha256;
    }
}
