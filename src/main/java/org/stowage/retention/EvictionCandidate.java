package org.stowage.retention;

import org.stowage.storage.Fingerprint;

/**
 * A file that may be evicted.
 *
 * @param shard that it is in
 * @param stored when, in milliseconds since the epoch
 * @param name of its key
 */
record EvictionCandidate(int shard, long stored, Fingerprint name) {}
