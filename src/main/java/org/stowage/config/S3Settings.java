package org.stowage.config;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The bucket that stores the files.
 *
 * @param endpoints the URLs of the store, each of which leads to the same bucket; none for that of AWS
 * @param region that requests are signed for
 * @param bucket its name
 * @param prefix of all keys; empty, or with a slash at its end
 * @param pathStyle whether the bucket is named in the path of URLs
 * @param key what requests are signed with; null for what the environment has
 * @param noOverwrite whether the store must keep uploads of one URL from overwriting each other
 */
public record S3Settings(
        List<URI> endpoints,
        String region,
        String bucket,
        String prefix,
        boolean pathStyle,
        @Nullable KeyPair key,
        NoOverwrite noOverwrite) {

    /**
     * An access key.
     *
     * @param id of it
     * @param secret of it
     */
    public record KeyPair(Secret id, Secret secret) {}

    /** What must be certain of uploads of one URL. */
    public enum NoOverwrite {
        /** Exactly one of them succeeds; without that the deployment does not start. */
        REQUIRED,
        /** Where the store cannot do that, one may overwrite another. */
        BEST_EFFORT
    }

    /** Says where the files are, for people. */
    @Override
    public String toString() {
        return "the bucket " + bucket + (prefix.isEmpty() ? "" : ", prefix " + prefix + ",") + " at "
                + (endpoints.isEmpty()
                        ? "AWS, region " + region
                        : endpoints.stream().map(URI::toString).collect(Collectors.joining(" and ")));
    }
}
