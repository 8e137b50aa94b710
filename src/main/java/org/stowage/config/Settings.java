package org.stowage.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force.
 *
 * @param publicUrl the base URL that clients use, ending with a slash, or null if it is not set
 * @param contact a contact for questions about the service, in one line, or null if it is not set
 * @param basePath the folder of the store, absolute
 * @param s3 the bucket that stores the files; null if they are stored below the base path
 * @param catalog the place of the catalog
 * @param maxConcurrentUploads the maximum number of uploads at once, at least 1
 * @param uploadTimeout how long an upload may wait for its client
 * @param durability whether a file is on the disk before its upload is acknowledged
 * @param cache how much memory the contents of small files may take
 * @param corsOrigins the origins whose web pages may upload and read; empty for any
 * @param logDetail what has a line in the log
 * @param logClientAddress whether a line in the log has the address of the client
 * @param audit the audit log
 * @param admin from where the URLs below {@code /-/} can be requested
 * @param retention the rules of retention
 * @param quotas the limits of the store
 * @param tenants the XMPP servers, at least one; a tenant without a name comes first
 */
public record Settings(
        @Nullable URI publicUrl,
        @Nullable String contact,
        Path basePath,
        @Nullable S3Settings s3,
        CatalogSettings catalog,
        int maxConcurrentUploads,
        TimeSpan uploadTimeout,
        DurabilitySetting durability,
        Sha256Setting sha256,
        ByteSize cache,
        Set<String> corsOrigins,
        LogDetail logDetail,
        boolean logClientAddress,
        AuditSettings audit,
        Admin admin,
        RetentionSettings retention,
        QuotaSettings quotas,
        List<TenantSettings> tenants) {

    /** Copies the collections. */
    public Settings {
        corsOrigins = Set.copyOf(corsOrigins);
        tenants = List.copyOf(tenants);
    }

    /** Returns the base URL that clients use, if it is set. */
    public Optional<URI> advertised() {
        return Optional.ofNullable(publicUrl);
    }

    /** Returns the bucket that stores the files, unless they are stored below the base path. */
    public Optional<S3Settings> bucket() {
        return Optional.ofNullable(s3);
    }

    /** Returns these settings with the {@linkplain Setting#isFixed fixed} ones replaced by those of the deployment. */
    Settings withFixedOf(Settings first) {
        return new Settings(
                publicUrl,
                contact,
                first.basePath,
                first.s3,
                first.catalog,
                maxConcurrentUploads,
                uploadTimeout,
                first.durability,
                sha256,
                cache,
                corsOrigins,
                logDetail,
                logClientAddress,
                first.audit,
                admin,
                retention,
                quotas,
                tenants);
    }

    /**
     * Which requests have a line in the log besides refusals and failures; each constant includes the previous ones.
     */
    public enum LogDetail {
        /** No others. */
        REFUSALS,
        /** Uploads. */
        UPLOADS,
        /** Uploads and downloads. */
        DOWNLOADS;

        /** Tells whether this detail includes the other one. */
        public boolean includes(LogDetail other) {
            return compareTo(other) >= 0;
        }
    }

    /** Whether a file is on the disk before its upload is acknowledged. */
    public enum DurabilitySetting {
        /** It is. */
        FSYNC,
        /** It may not be yet; the operating system decides when it is written. */
        NONE;

        /** Returns the word of the setting. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** When the SHA-256 of a file is computed. */
    public enum Sha256Setting {
        /** While it is uploaded. */
        ALWAYS,
        /** While it is uploaded only if something needs it at once, else in the background. */
        WHEN_NEEDED
    }

    /** From where the URLs of the administration can be requested. */
    public enum Admin {
        /** From nowhere. */
        NONE,
        /** From this machine, not through a proxy. */
        LOOPBACK,
        /** From everywhere. */
        ALL
    }
}
