package org.stowage.storage.s3;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the objects of a store are.
 *
 * @param endpoint the URL of the object store; null for that of AWS
 * @param region which requests are signed for
 * @param name of the bucket
 * @param prefix of all keys; empty, or with a slash at its end
 * @param pathStyle whether the name of the bucket is in the path of URLs, not in their host name
 */
public record BucketPlace(@Nullable URI endpoint, String region, String name, String prefix, boolean pathStyle) {

    /** Returns the URL of the object store, unless it is AWS. */
    Optional<URI> address() {
        return Optional.ofNullable(endpoint);
    }

    /** Says where it is, for messages. */
    @Override
    public String toString() {
        return "the bucket " + name + (prefix.isEmpty() ? "" : ", prefix " + prefix + ",") + " at "
                + address().map(URI::toString).orElse("AWS, region " + region);
    }
}
