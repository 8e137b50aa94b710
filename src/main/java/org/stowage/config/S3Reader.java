package org.stowage.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stowage.config.S3Settings.NoOverwrite;

/**
 * Reads where the files are stored. The settings of the bucket are looked up in any case, so that none is taken for misspelt.
 *
 * @param lookup where they are looked up
 */
record S3Reader(Lookup lookup) {

    /** What one request may store, with the description. */
    private static final long MAX_SIZE = 5119L << 20;

    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*/?");

    /** Where files can be. */
    private enum Storage {
        LOCAL,
        S3
    }

    /** Returns the bucket; null if the files are stored below the base path, or something is wrong. */
    @Nullable
    S3Settings read(List<TenantSettings> tenants) {
        Storage storage = lookup.readOrDefault(Setting.STORAGE, ValueParsers.constantOf(Storage.class));
        Optional<String> bucket = lookup.read(Setting.S3_BUCKET.key(), S3Reader::bucket);
        S3Settings settings = new S3Settings(
                lookup.read(Setting.S3_ENDPOINT.key(), S3Reader::endpoints, List.of()),
                lookup.readOrDefault(Setting.S3_REGION, ValueParsers::line),
                bucket.orElse(""),
                lookup.read(Setting.S3_PREFIX.key(), S3Reader::prefix, ""),
                lookup.readOrDefault(Setting.S3_PATH_STYLE, ValueParsers::yes),
                key(),
                lookup.readOrDefault(Setting.S3_NO_OVERWRITE, ValueParsers.constantOf(NoOverwrite.class)));
        if (storage == Storage.LOCAL) {
            return null;
        }
        if (!lookup.isSet(Setting.S3_BUCKET.key())) {
            lookup.report(Setting.S3_BUCKET.key() + " is not set");
        }
        reportLargeFiles(tenants);
        return settings;
    }

    private S3Settings.@Nullable KeyPair key() {
        Optional<Secret> id = lookup.readSecret(Setting.S3_ACCESS_KEY.key());
        Optional<Secret> secret = lookup.readSecret(Setting.S3_SECRET_KEY.key());
        if (id.isPresent() != secret.isPresent()) {
            lookup.report(Setting.S3_ACCESS_KEY.key() + " and " + Setting.S3_SECRET_KEY.key() + " go only together");
        }
        return id.isPresent() && secret.isPresent() ? new S3Settings.KeyPair(id.get(), secret.get()) : null;
    }

    private void reportLargeFiles(List<TenantSettings> tenants) {
        if (tenants.stream().anyMatch(tenant -> tenant.maxSize().bytes() > MAX_SIZE)) {
            lookup.report(Setting.MAX_SIZE.key() + " is above 5119 MiB, the most that a file in a bucket may have");
        }
    }

    private static List<URI> endpoints(String text) {
        List<URI> endpoints =
                Stream.of(text.split(",", -1)).map(NameParsers::origin).toList();
        if (endpoints.stream().distinct().count() < endpoints.size()) {
            throw new IllegalArgumentException("has a URL twice");
        }
        return endpoints;
    }

    private static String bucket(String text) {
        String bucket = text.strip();
        if (!BUCKET.matcher(bucket).matches()) {
            throw new IllegalArgumentException("is not the name of a bucket");
        }
        return bucket;
    }

    private static String prefix(String text) {
        String prefix = text.strip();
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "is not a prefix such as upload/ of letters, digits, dots, hyphens and slashes");
        }
        return prefix.endsWith("/") ? prefix : prefix + "/";
    }
}
