package org.stowage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.stowage.config.S3Settings;
import org.stowage.config.Secret;
import org.stowage.retention.policy.TrustedClock;
import org.stowage.storage.ContentCache;
import org.stowage.storage.s3.AccessKey;
import org.stowage.storage.s3.BucketAccess;
import org.stowage.storage.s3.BucketPlace;
import org.stowage.storage.s3.S3Repository;

/** Opens a store in a bucket. Loaded only if the settings name one: not every WAR has the library for it. */
final class BucketStore {

    private BucketStore() {}

    static OpenStore open(S3Settings settings, Path basePath, ContentCache contents, TrustedClock clock)
            throws IOException {
        BucketPlace bucket = new BucketPlace(
                settings.endpoints(), settings.region(), settings.bucket(), settings.prefix(), settings.pathStyle());
        boolean bestEffort = settings.noOverwrite() == S3Settings.NoOverwrite.BEST_EFFORT;
        BucketAccess access = new BucketAccess(bucket, key(settings.key()), bestEffort);
        S3Repository files = S3Repository.open(access, basePath, contents, clock.dates());
        return new OpenStore(files, files::id, clock, true);
    }

    private static @Nullable AccessKey key(S3Settings.@Nullable KeyPair key) {
        return key == null ? null : new AccessKey(text(key.id()), text(key.secret()));
    }

    private static String text(Secret secret) {
        return new String(secret.utf8(), StandardCharsets.UTF_8);
    }
}
