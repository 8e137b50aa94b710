package org.stowage.storage.s3;

import org.jspecify.annotations.Nullable;

/**
 * A bucket and how it is used.
 *
 * @param place where it is
 * @param key what requests are signed with; null for what the SDK finds in the environment
 * @param bestEffort whether a store is good enough that lets several uploads of one key succeed
 */
public record BucketAccess(BucketPlace place, @Nullable AccessKey key, boolean bestEffort) {}
