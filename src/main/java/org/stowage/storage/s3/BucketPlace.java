package org.stowage.storage.s3;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the objects of a store are.
 *
 * @param endpoints the URLs of the object store; none for that of AWS
 * @param region which requests are signed for
 * @param name of the bucket
 * @param prefix of all keys; empty, or with a slash at its end
 * @param pathStyle whether the name of the bucket is in the path of URLs, not in their host name
 */
public record BucketPlace(List<URI> endpoints, String region, String name, String prefix, boolean pathStyle) {

    /** Keeps a copy. */
    public BucketPlace {
        endpoints = List.copyOf(endpoints);
    }

    /** Returns the same place by each of its URLs. */
    Stream<BucketPlace> ways() {
        return endpoints.isEmpty()
                ? Stream.of(this)
                : endpoints.stream().map(one -> new BucketPlace(List.of(one), region, name, prefix, pathStyle));
    }

    /** Says where it is, for messages. */
    @Override
    public String toString() {
        return "the bucket " + name + (prefix.isEmpty() ? "" : ", prefix " + prefix + ",") + " at "
                + (endpoints.isEmpty()
                        ? "AWS, region " + region
                        : endpoints.stream().map(URI::toString).collect(Collectors.joining(" and ")));
    }
}
