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
 * @param publicUrl the base URL that clients know, ending with a slash, or null if the admin did not say
 * @param contact whom to ask about the service, in one line, or null if the admin did not say
 * @param basePath the folder of the store, absolute
 * @param catalog where the catalog of the store is
 * @param maxConcurrentUploads how many uploads may be on their way in at once, at least 1
 * @param uploadTimeout how long an upload may wait for its client
 * @param durability what an upload waits for
 * @param sha256 whether an upload waits for it
 * @param corsOrigins the origins of web pages that may use what is served; empty for any
 * @param logDetail what has a line in the log
 * @param logClientAddress whether a line in the log has the address of the client
 * @param audit what is written down about files
 * @param admin from where the URLs below {@code /-/} can be asked
 * @param retention how long files are kept
 * @param quotas how much may be stored
 * @param tenants the XMPP servers, at least one; the first is the one without a name, if there is one
 */
public record Settings(
        @Nullable URI publicUrl,
        @Nullable String contact,
        Path basePath,
        CatalogSettings catalog,
        int maxConcurrentUploads,
        TimeSpan uploadTimeout,
        DurabilitySetting durability,
        Sha256Setting sha256,
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

    /** Returns the base URL that clients know, if the admin said it. */
    public Optional<URI> advertised() {
        return Optional.ofNullable(publicUrl);
    }

    /** Returns these, but with the fixed settings of the first ones of the deployment. */
    Settings withFixedOf(Settings first) {
        return new Settings(
                publicUrl,
                contact,
                first.basePath,
                first.catalog,
                maxConcurrentUploads,
                uploadTimeout,
                first.durability,
                sha256,
                corsOrigins,
                logDetail,
                logClientAddress,
                first.audit,
                admin,
                retention,
                quotas,
                tenants);
    }

    /** What has a line in the log, beside what goes wrong; each has what those before it have. */
    public enum LogDetail {
        /** Nothing. */
        REFUSALS,
        /** Uploads. */
        UPLOADS,
        /** Uploads and downloads. */
        DOWNLOADS;

        /** Tells whether this has all that the other has. */
        public boolean includes(LogDetail other) {
            return compareTo(other) >= 0;
        }
    }

    /** Whether a file is on the disk before its upload is acknowledged. */
    public enum DurabilitySetting {
        /** It is. */
        FSYNC,
        /** The operating system writes when it likes. */
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

    /** From where the URLs for administrators can be asked. */
    public enum Admin {
        /** From nowhere. */
        NONE,
        /** From this machine, without a proxy between. */
        LOOPBACK,
        /** From everywhere. */
        ALL
    }
}
