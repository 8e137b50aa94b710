package org.stowage.audit;

import org.jspecify.annotations.Nullable;
import org.stowage.storage.FileKey;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/**
 * The file, owner or content that an event is about. What is not known is null.
 *
 * @param tenant whose file it is; null for the tenant without a name
 * @param key the decoded path of the file, or what was sent instead of a legal one
 * @param size in bytes
 * @param type media type
 * @param owner who uploaded it
 * @param sha256 of the content, in hex; null also if it was not computed
 */
public record AuditedResource(
        @Nullable String tenant,
        @Nullable String key,
        @Nullable Long size,
        @Nullable String type,
        @Nullable String owner,
        @Nullable String sha256) {

    /** A file that is stored, or was. */
    public static AuditedResource of(StoredFile file) {
        AuditedResource uploaded = of(file.slot());
        return new AuditedResource(
                uploaded.tenant, uploaded.key, uploaded.size, uploaded.type, uploaded.owner, known(file.sha256()));
    }

    /** A file that a valid token allows to upload. */
    public static AuditedResource of(Slot slot) {
        FileKey key = slot.key();
        return new AuditedResource(tenant(key), key.path(), slot.size(), slot.type(), slot.owner(), null);
    }

    /** A path, whether there is a file or not. */
    public static AuditedResource of(FileKey key) {
        return new AuditedResource(tenant(key), key.path(), null, null, null, null);
    }

    /** A path that is not a legal one, as the client has sent it. */
    public static AuditedResource noFile(String sent) {
        return new AuditedResource(null, sent, null, null, null, null);
    }

    /** All files of an owner. */
    public static AuditedResource owner(String owner) {
        return new AuditedResource(null, null, null, null, owner, null);
    }

    /** All files with a content, by its SHA-256 in hex. */
    public static AuditedResource content(String sha256) {
        return new AuditedResource(null, null, null, null, null, sha256);
    }

    /** Returns the same with a size and a media type that a client claims. */
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
