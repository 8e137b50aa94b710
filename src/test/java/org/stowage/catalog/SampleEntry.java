package org.stowage.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/** Builds an entry for a test, part by part. */
public record SampleEntry(
        FileKey key,
        @Nullable String owner,
        long size,
        String type,
        @Nullable Instant expires,
        @Nullable Instant tokenEnds,
        String sha256,
        Instant stored,
        int shard,
        @Nullable Instant due,
        boolean evictable) {

    private static final Instant STORED = Instant.parse("2026-11-27T10:15:30.123456789Z");

    /** Returns a usual entry of the tenant without a name, and without an owner. */
    public static SampleEntry of(String path) {
        return of("", path);
    }

    /** Returns a usual entry of a tenant with a name. */
    public static SampleEntry of(String tenant, String path) {
        FileKey key = new FileKey(tenant, path);
        String sha256 = Fingerprint.of(key).toString();
        return new SampleEntry(key, null, 5, "image/png", null, null, sha256, STORED, 3, null, true);
    }

    /** With an owner, or none. */
    public SampleEntry owner(@Nullable String changed) {
        return new SampleEntry(key, changed, size, type, expires, tokenEnds, sha256, stored, shard, due, evictable);
    }

    /** With a size in bytes. */
    public SampleEntry size(long changed) {
        return new SampleEntry(key, owner, changed, type, expires, tokenEnds, sha256, stored, shard, due, evictable);
    }

    /** With a media type. */
    public SampleEntry type(String changed) {
        return new SampleEntry(key, owner, size, changed, expires, tokenEnds, sha256, stored, shard, due, evictable);
    }

    /** With the end that the XMPP server has set, or none. */
    public SampleEntry expires(@Nullable Instant changed) {
        return new SampleEntry(key, owner, size, type, changed, tokenEnds, sha256, stored, shard, due, evictable);
    }

    /** With the end of the token, or none. */
    public SampleEntry tokenEnds(@Nullable Instant changed) {
        return new SampleEntry(key, owner, size, type, expires, changed, sha256, stored, shard, due, evictable);
    }

    /** With a SHA-256 of the content. */
    public SampleEntry sha256(String changed) {
        return new SampleEntry(key, owner, size, type, expires, tokenEnds, changed, stored, shard, due, evictable);
    }

    /** Stored at a time. */
    public SampleEntry stored(Instant changed) {
        return new SampleEntry(key, owner, size, type, expires, tokenEnds, sha256, changed, shard, due, evictable);
    }

    /** Stored at a time in ISO 8601. */
    public SampleEntry stored(String changed) {
        return stored(Instant.parse(changed));
    }

    /** In a shard. */
    public SampleEntry shard(int changed) {
        return new SampleEntry(key, owner, size, type, expires, tokenEnds, sha256, stored, changed, due, evictable);
    }

    /** Due at a time, or never. */
    public SampleEntry due(@Nullable Instant changed) {
        return new SampleEntry(key, owner, size, type, expires, tokenEnds, sha256, stored, shard, changed, evictable);
    }

    /** Due at a time in ISO 8601. */
    public SampleEntry due(String changed) {
        return due(Instant.parse(changed));
    }

    /** With the permission to be evicted, or without it. */
    public SampleEntry evictable(boolean changed) {
        return new SampleEntry(key, owner, size, type, expires, tokenEnds, sha256, stored, shard, due, changed);
    }

    /** Returns the entry. */
    public CatalogEntry entry() {
        StoredFile file = new StoredFile(new Slot(key, size, type, owner, expires, tokenEnds), sha256, stored);
        return new CatalogEntry(file, shard, due, evictable);
    }

    /** Returns the change that puts this entry. */
    public CatalogChange put() {
        return new CatalogChange.Put(entry());
    }

    /** Returns the change that removes the key of this entry. */
    public CatalogChange remove() {
        return new CatalogChange.Remove(Fingerprint.of(key));
    }
}
