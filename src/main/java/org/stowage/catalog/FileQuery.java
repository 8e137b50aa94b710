package org.stowage.catalog;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes files to be found. A file is found if it meets all conditions; a condition that is null or false is not
 * checked.
 *
 * @param tenant the tenant has this name; empty for the tenant without a name
 * @param owner the owner has this name; in all tenants if {@code tenant} is null
 * @param pathPart the path contains this text, upper and lower case being the same
 * @param sha256 the content has this SHA-256; empty for files whose SHA-256 is not known
 * @param dueBy the file is due at this moment or before
 * @param evictableOnly the file may be evicted
 * @param shards the file is in one of these shards
 * @param order the order of the result
 * @param limit the largest number of files in the result, at least 1
 */
public record FileQuery(
        @Nullable String tenant,
        @Nullable String owner,
        @Nullable String pathPart,
        @Nullable String sha256,
        @Nullable Instant dueBy,
        boolean evictableOnly,
        @Nullable Set<Integer> shards,
        Order order,
        int limit) {

    /** The order of a result. Files that are equal in it come in any order. */
    public enum Order {
        /** Latest stored first. */
        NEWEST,
        /** Earliest stored first. */
        OLDEST,
        /** Largest first. */
        LARGEST,
        /** Those due first come first; those that are never due are left out. */
        DUE,
        /** As they are found: a catalog need not look further once there are enough. */
        ANY
    }

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public FileQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit is less than 1: " + limit);
        }
        shards = shards == null ? null : Set.copyOf(shards);
    }

    /** Asks for files of all shards. */
    public FileQuery(
            @Nullable String tenant,
            @Nullable String owner,
            @Nullable String pathPart,
            @Nullable String sha256,
            @Nullable Instant dueBy,
            boolean evictableOnly,
            Order order,
            int limit) {
        this(tenant, owner, pathPart, sha256, dueBy, evictableOnly, null, order, limit);
    }

    /** Asks for all files. */
    public static FileQuery all(Order order, int limit) {
        return new FileQuery(null, null, null, null, null, false, order, limit);
    }

    /** Asks for the files that are due at this moment or before, the earliest due first. */
    public static FileQuery due(Instant by, int limit) {
        return new FileQuery(null, null, null, null, by, false, Order.DUE, limit);
    }

    /** Asks for the oldest files that may be evicted, only those of this tenant and owner if they are not null. */
    public static FileQuery evictable(@Nullable String tenant, @Nullable String owner, int limit) {
        return new FileQuery(tenant, owner, null, null, null, true, Order.OLDEST, limit);
    }

    /** Asks for files whose SHA-256 is not known, in any order. */
    public static FileQuery withoutSha256(int limit) {
        return new FileQuery(null, null, null, "", null, false, Order.ANY, limit);
    }

    /** Returns the same query with another limit. */
    public FileQuery withLimit(int most) {
        return new FileQuery(tenant, owner, pathPart, sha256, dueBy, evictableOnly, shards, order, most);
    }

    /** Returns the same query for files of these shards only; of all shards if null. */
    public FileQuery within(@Nullable Set<Integer> these) {
        return new FileQuery(tenant, owner, pathPart, sha256, dueBy, evictableOnly, these, order, limit);
    }
}
