package org.stowage.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which files are looked for: those of which all is true that the query says. What is null is not asked for.
 *
 * @param tenant theirs only
 * @param owner theirs only; of all tenants if {@code tenant} is null
 * @param pathPart the path has this in it, upper and lower case being the same
 * @param sha256 the content has this SHA-256; the empty one asks for files of which it is not known
 * @param dueBy due at that moment or before
 * @param evictableOnly whether only those are meant that may be evicted
 * @param order in which they come
 * @param limit how many at most, at least 1
 */
public record FileQuery(
        @Nullable String tenant,
        @Nullable String owner,
        @Nullable String pathPart,
        @Nullable String sha256,
        @Nullable Instant dueBy,
        boolean evictableOnly,
        Order order,
        int limit) {

    /** In which order files come; those that are equal in it come in any. */
    public enum Order {
        /** Those stored last first. */
        NEWEST,
        /** Those stored first first. */
        OLDEST,
        /** Those with most bytes first. */
        LARGEST,
        /** Those due first first; those that are never due are left out. */
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
    }

    /** Asks for all files. */
    public static FileQuery all(Order order, int limit) {
        return new FileQuery(null, null, null, null, null, false, order, limit);
    }

    /** Asks for the files that are due at a moment, those due first first. */
    public static FileQuery due(Instant by, int limit) {
        return new FileQuery(null, null, null, null, by, false, Order.DUE, limit);
    }

    /** Asks for the oldest files that may be evicted, of a tenant or an owner if they are said. */
    public static FileQuery evictable(@Nullable String tenant, @Nullable String owner, int limit) {
        return new FileQuery(tenant, owner, null, null, null, true, Order.OLDEST, limit);
    }

    /** Asks for files whose SHA-256 is not known, in any order. */
    public static FileQuery withoutSha256(int limit) {
        return new FileQuery(null, null, null, "", null, false, Order.ANY, limit);
    }

    /** Returns the same question with another limit. */
    public FileQuery withLimit(int most) {
        return new FileQuery(tenant, owner, pathPart, sha256, dueBy, evictableOnly, order, most);
    }
}
