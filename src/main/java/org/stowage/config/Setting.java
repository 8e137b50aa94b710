package org.stowage.config;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every setting: its key, type, default and meaning. In keys, {@code <id>} and {@code <name>} stand for names that the
 * admin chooses.
 */
public enum Setting {
    /** The secret. */
    SECRET("stowage.secret", "text", "none: required", "The secret shared with the XMPP server, as typed there."),
    /** Ids of more secrets. */
    SECRETS(
            "stowage.secrets",
            "list of ids",
            "none",
            "The ids of further secrets that are valid, too; an id consists of a-z, 0-9 and hyphens."),
    /** One of them. */
    SECRET_OF_ID("stowage.secret.<id>", "text", "none: required", "The secret with that id."),
    /** When it becomes valid. */
    NOT_BEFORE(
            "stowage.secret.<id>.not-before",
            "time",
            "always",
            "The first moment at which the secret is valid, such as `2026-12-31` or `2026-12-31T18:00:00Z`."),
    /** When it ceases to be valid. */
    NOT_AFTER(
            "stowage.secret.<id>.not-after",
            "time",
            "never",
            "The last moment at which the secret is valid; a date includes its whole day."),
    /** Where clients find the service. */
    PUBLIC_URL(
            "stowage.public-url",
            "URL",
            "none",
            "The base URL that the XMPP server hands out, with a slash at its end; self-check and test upload use it."),
    /** Who runs the service. */
    CONTACT(
            "stowage.contact",
            "text",
            "none",
            "A contact for questions about the service, such as an address or a URL; shown to people who open the base URL or the URL of a missing file."),
    /** Where files are. */
    BASE_PATH(
            "stowage.base-path",
            "path",
            "`stowage` in the server's data directory",
            "The folder that stores the files, as an absolute path; created if missing."),
    /** Where files are: on a disk or in a bucket. */
    STORAGE(
            "stowage.storage",
            "`local` or `s3`",
            "local",
            "Where the files are stored: below the base path, or in a bucket of an S3-compatible store."),
    /** Where that store is. */
    S3_ENDPOINT(
            "stowage.s3.endpoint",
            "list of URLs",
            "that of AWS",
            "The URLs of the S3-compatible store, comma-separated and without the bucket; each must lead to the same one."),
    /** What requests are signed for. */
    S3_REGION(
            "stowage.s3.region",
            "text",
            "us-east-1",
            "The region that requests are signed for; most stores other than AWS ignore it."),
    /** Its bucket. */
    S3_BUCKET("stowage.s3.bucket", "text", "none: required with `s3`", "The bucket, which must be there."),
    /** The part of the bucket. */
    S3_PREFIX(
            "stowage.s3.prefix",
            "text",
            "none",
            "The beginning of all keys, so that several stores can share a bucket."),
    /** How the bucket is named. */
    S3_PATH_STYLE(
            "stowage.s3.path-style",
            "`true` or `false`",
            "true",
            "Whether the bucket is named in the path of URLs, not in their host name."),
    /** Who asks. */
    S3_ACCESS_KEY(
            "stowage.s3.access-key",
            "text",
            "from the environment",
            "The id of the access key; without it the AWS SDK looks for credentials in its usual places."),
    /** How that is proved. */
    S3_SECRET_KEY("stowage.s3.secret-key", "text", "from the environment", "The secret of the access key."),
    /** What must be certain. */
    S3_NO_OVERWRITE(
            "stowage.s3.no-overwrite",
            "`required` or `best-effort`",
            "required",
            "Whether the store must keep several uploads of one URL from overwriting each other, which is tried at the start."),
    /** How large a file may be. */
    MAX_SIZE("stowage.max-size", "size", "100 MiB", "The largest file that is accepted, in bytes or with a unit."),
    /** How many uploads at once. */
    MAX_CONCURRENT_UPLOADS(
            "stowage.max-concurrent-uploads",
            "number",
            "20000",
            "How many uploads may be under way at once; one more is answered with 503."),
    /** How long an upload may stall. */
    UPLOAD_TIMEOUT(
            "stowage.upload-timeout",
            "time span",
            "90 seconds",
            "How long an upload waits for the next byte before it is broken off; timeouts of the server may come first."),
    /** What an upload waits for. */
    DURABILITY(
            "stowage.durability",
            "`fsync` or `none`",
            "fsync",
            "Whether a file is on the disk before its upload is acknowledged."),
    /** Whether uploads wait for it. */
    SHA256(
            "stowage.sha256",
            "`when-needed` or `always`",
            "when-needed",
            "Whether the SHA-256 of a file is computed while it is uploaded: always, or only if contents are banned or there is an audit log."),
    /** How much of small files is kept in memory. */
    CACHE(
            "stowage.cache",
            "size",
            "32 MiB, at most an eighth of the heap",
            "How much memory the contents of small files may take that are asked for again; `0` keeps none."),
    /** Who may use it from web pages. */
    CORS_ORIGINS(
            "stowage.cors-origins",
            "`*` or list of origins",
            "*",
            "The web pages that may upload and read, such as `https://chat.example.org`; `*` is all."),
    /** What is logged. */
    LOG_DETAIL(
            "stowage.log-detail",
            "`refusals`, `uploads` or `downloads`",
            "uploads",
            "What has a line in the log: only refusals and problems, also uploads, or also downloads."),
    /** Whether the log has the address of the client. */
    LOG_CLIENT_ADDRESS(
            "stowage.log-client-address",
            "`true` or `false`",
            "true",
            "Whether each line in the log has the IP address of the client."),
    /** Which contracts are accepted. */
    PROTOCOLS(
            "stowage.protocols",
            "list of `v1`, `v2`, `token`, `jwt`",
            "v1,v2,token,jwt",
            "The contracts by which tokens are accepted, comma-separated."),
    /** Who may delete. */
    DELETE_SECRET(
            "stowage.delete-secret",
            "text",
            "none: no DELETE",
            "The secret that Metronome puts into its tokens for DELETE, as typed there."),
    /** Where the audit log goes. */
    AUDIT(
            "stowage.audit",
            "`none`, `log` or `file`",
            "none",
            "Where the audit log goes: nowhere, to the server's logging, or to a file of its own."),
    /** The file of the audit log. */
    AUDIT_FILE(
            "stowage.audit.file",
            "path",
            "`stowage-audit.log` in the server's log directory",
            "The file of the audit log; it is created if missing, with its folder."),
    /** When a file of the audit log is full. */
    AUDIT_FILE_SIZE(
            "stowage.audit.file-size",
            "size",
            "10 MiB",
            "The size at which that file is moved to `….1` and a new one is begun."),
    /** How many files the audit log has. */
    AUDIT_FILES(
            "stowage.audit.files",
            "number",
            "10",
            "How many such files are kept, the current one included; the oldest is dropped."),
    /** Who may administer. */
    ADMIN(
            "stowage.admin",
            "`none`, `loopback` or `all`",
            "loopback",
            "From where the administration's URLs below `/-/` can be asked: nowhere, this machine, or everywhere."),
    /** Rules of retention. */
    RETENTION(
            "stowage.retention",
            "list of names",
            "none: files are kept",
            "The rules that say how long files are kept; the first rule that matches a file applies; a name consists of a-z, 0-9 and hyphens."),
    /** How long files of a rule are kept. */
    KEEP_FOR(
            "stowage.retention.<name>.keep-for",
            "time span or `ever`",
            "none: required",
            "How long files are kept that match all conditions of the rule."),
    /** By media type. */
    RULE_TYPE(
            "stowage.retention.<name>.type",
            "media type",
            "any",
            "The media type without parameters, or all types of a kind, such as `image/*`."),
    /** By name. */
    RULE_FILE_NAME(
            "stowage.retention.<name>.file-name",
            "pattern",
            "any",
            "The last segment of the path, where `*` stands for any text and `?` for a character."),
    /** By user. */
    RULE_OWNER(
            "stowage.retention.<name>.owner",
            "pattern",
            "any",
            "The user who uploaded the file, such as `*@guest.example.org`; a file whose owner is not known does not match."),
    /** By tenant. */
    RULE_TENANT("stowage.retention.<name>.tenant", "name", "any", "The tenant whose file it is."),
    /** By size. */
    RULE_LARGER_THAN("stowage.retention.<name>.larger-than", "size", "any", "The file has more bytes than this."),
    /** By size. */
    RULE_SMALLER_THAN("stowage.retention.<name>.smaller-than", "size", "any", "The file has fewer bytes than this."),
    /** How often expired files are deleted. */
    SWEEP_INTERVAL(
            "stowage.sweep-interval",
            "time span",
            "10 minutes",
            "How often expired files are deleted; a file answers 410 from the moment of its expiry."),
    /** How long a scan of the whole store takes. */
    SCRUB_INTERVAL(
            "stowage.scrub-interval",
            "time span",
            "7 days",
            "The time in which the whole store is scanned once, a part at a time, and compared with the catalog."),
    /** Where the catalog is. */
    CATALOG(
            "stowage.catalog",
            "absolute path or `java:…`",
            "`catalog` below the base path",
            "The folder of the catalog, or the JNDI name of a DataSource."),
    /** How long deletions are remembered. */
    TOMBSTONES(
            "stowage.tombstones",
            "time span",
            "365 days",
            "How long the URL of a deleted file answers 410 and cannot be used again; shorter if its token expires earlier."),
    /** Quota of all files. */
    QUOTA_TOTAL("stowage.quota.total", "size", "none", "The bytes that all files together may have."),
    /** Free space on the disk. */
    QUOTA_FREE_SPACE("stowage.quota.free-space", "size", "none", "The bytes that must stay free on the disk."),
    /** Quota of a user. */
    QUOTA_OWNER("stowage.quota.owner", "size", "none", "The bytes that the files of one user may have."),
    /** Quota of a user for a day. */
    QUOTA_OWNER_DAILY(
            "stowage.quota.owner-daily",
            "size",
            "none",
            "The bytes that one user may upload in a day, which begins at midnight UTC."),
    /** What happens when there is no room. */
    QUOTA_POLICY(
            "stowage.quota.policy",
            "`refuse` or `evict-oldest`",
            "refuse",
            "What happens when there is no room for an upload: the upload is refused, or the oldest files are deleted."),
    /** More XMPP servers. */
    TENANTS(
            "stowage.tenants",
            "list of names",
            "none",
            "Further XMPP servers with their own secrets; a name consists of a-z, 0-9 and hyphens."),
    /** One of them, by path. */
    TENANT_PATH(
            "stowage.tenant.<name>.path",
            "path",
            "none",
            "The path of the tenant's base URL below that of the WAR, such as `capulet`; a path or a host is required."),
    /** One of them, by host name. */
    TENANT_HOST("stowage.tenant.<name>.host", "host name", "any", "The host name of the tenant's base URL."),
    /** How much one of them may have. */
    TENANT_QUOTA("stowage.tenant.<name>.quota", "size", "none", "The bytes that the files of the tenant may have."),
    /** What else a tenant has. */
    TENANT_SETTING(
            "stowage.tenant.<name>.<setting>",
            "as without",
            "secrets: none; others: as without",
            "The `secret`, `secrets`, `secret.<id>…`, `max-size`, `protocols` or `delete-secret` of the tenant.");

    private static final Set<Setting> FIXED = EnumSet.of(
            BASE_PATH,
            STORAGE,
            S3_ENDPOINT,
            S3_REGION,
            S3_BUCKET,
            S3_PREFIX,
            S3_PATH_STYLE,
            S3_ACCESS_KEY,
            S3_SECRET_KEY,
            S3_NO_OVERWRITE,
            DURABILITY,
            CATALOG,
            AUDIT,
            AUDIT_FILE,
            AUDIT_FILE_SIZE,
            AUDIT_FILES);

    private final String key;
    private final String type;
    private final String defaultText;
    private final String meaning;

    Setting(String key, String type, String defaultText, String meaning) {
        this.key = key;
        this.type = type;
        this.defaultText = defaultText;
        this.meaning = meaning;
    }

    /** Returns the setting that a key belongs to; nothing if the key is unknown. */
    public static Optional<Setting> of(String key) {
        return Stream.of(values()).filter(setting -> setting.matches(key)).findFirst();
    }

    /**
     * Tells whether the setting is read only when the WAR is deployed; a change of any other setting applies at once.
     */
    public boolean isFixed() {
        return FIXED.contains(this);
    }

    /** Tells whether the setting is a list, separated by commas. */
    public boolean isList() {
        return type.contains("list of");
    }

    private boolean matches(String candidate) {
        String pattern = key.replace(".", "\\.").replace("<setting>", ".+").replaceAll("<\\w+>", "[a-z0-9-]+");
        return candidate.matches(pattern);
    }

    /** Returns the name of the property. */
    public String key() {
        return key;
    }

    /** Returns the kind of its values, as documentation shows it. */
    public String type() {
        return type;
    }

    /** Returns the default: a value of its type, or words if there is no such value. */
    public String defaultText() {
        return defaultText;
    }

    /** Returns what the setting does, in one sentence for documentation. */
    public String meaning() {
        return meaning;
    }
}
