package org.stowage.catalog;

import java.time.Duration;
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
 * @param bounds further conditions
 * @param order the order of the result
 * @param limit the largest number of files in the result, at least 1
 * @param after only files behind this place are found; not with {@link Order#ANY}
 * @param patience how long the answer may take; null if it may take as long as it needs
 */
public record FileQuery(
        @Nullable String tenant,
        @Nullable String owner,
        @Nullable String pathPart,
        @Nullable String sha256,
        @Nullable Instant dueBy,
        boolean evictableOnly,
        @Nullable Set<Integer> shards,
        FileBounds bounds,
        Order order,
        int limit,
        @Nullable FilePosition after,
        @Nullable Duration patience) {

    /** The order of a result. Files that are equal in it come in an order that stays the same. */
    public enum Order {
        /** Latest stored first. */
        NEWEST,
        /** Earliest stored first. */
        OLDEST,
        /** Largest first, and of the same size the latest stored. */
        LARGEST,
        /** Those due first come first; those that are never due are left out. */
        DUE,
        /** As they are found: a catalog need not look further once there are enough. */
        ANY
    }

    /**
     * Checks the limit and the place.
     *
     * @throws IllegalArgumentException if the limit is less than 1, or there is a place in no order
     */
    public FileQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit is less than 1: " + limit);
        }
        shards = shards == null ? null : Set.copyOf(shards);
        if (after != null && (order == Order.ANY || (order == Order.DUE && after.due() == null))) {
            throw new IllegalArgumentException("the order has no such place: " + order);
        }
    }

    /** Asks for the first files of all shards, however long that takes. */
    public FileQuery(
            @Nullable String tenant,
            @Nullable String owner,
            @Nullable String pathPart,
            @Nullable String sha256,
            @Nullable Instant dueBy,
            boolean evictableOnly,
            Order order,
            int limit) {
        this(tenant, owner, pathPart, sha256, dueBy, evictableOnly, null, FileBounds.NONE, order, limit, null, null);
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
        return new FileQuery(
                tenant, owner, pathPart, sha256, dueBy, evictableOnly, shards, bounds, order, most, after, patience);
    }

    /** Returns the same query for files of these shards only; of all shards if null. */
    public FileQuery within(@Nullable Set<Integer> these) {
        return new FileQuery(
                tenant, owner, pathPart, sha256, dueBy, evictableOnly, these, bounds, order, limit, after, patience);
    }

    /** Returns the same query for the files behind a place. */
    public FileQuery behind(FilePosition place) {
        return new FileQuery(
                tenant, owner, pathPart, sha256, dueBy, evictableOnly, shards, bounds, order, limit, place, patience);
    }

    /** Returns the same query with these conditions, too, and a limit of its time. */
    public FileQuery within(FileBounds further, Duration time) {
        return new FileQuery(
                tenant, owner, pathPart, sha256, dueBy, evictableOnly, shards, further, order, limit, after, time);
    }
}
