package org.stowage.nodes;

import org.jspecify.annotations.Nullable;

/**
 * By how much the files of one owner have changed, in one batch of one node. It replaces what the node has published under the
 * same key before.
 *
 * @param key what the change belongs to
 * @param files how many more files there are; negative if there are fewer
 * @param bytes how many more bytes
 */
public record ChangedUsage(Part key, long files, long bytes) {

    /**
     * What a change belongs to.
     *
     * @param node the id of the node that made it
     * @param batch the number of the node's batch with which the catalog gets it, from 1
     * @param tenant the name of the tenant, which may be empty
     * @param owner null if not known
     * @param day on which the files were stored, in days since the epoch, UTC
     */
    public record Part(
            String node,
            long batch,
            String tenant,
            @Nullable String owner,
            long day) {}
}
