package org.stowage.catalog.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.FileQuery;

/**
 * A query in SQL.
 *
 * @param sql selects the columns of {@link FileRow#read}
 * @param parameters the parameters of the SQL
 */
record FileSearch(String sql, List<Object> parameters) {

    /** Translates a query about the files of a store. */
    static FileSearch of(int store, FileQuery query) {
        Conditions conditions = new Conditions();
        conditions.parameters.add(store);
        boolean hasName = query.tenant() != null && !query.tenant().isEmpty();
        conditions.add(hasName ? "tenant <> '' and tenant = ?" : "tenant = ?", kept(query.tenant()));
        conditions.add("owner = ?", kept(query.owner()));
        conditions.add("folded_path like ? escape '!'", pattern(query.pathPart()));
        conditions.add("sha256 = ?", kept(query.sha256()));
        if (query.evictableOnly()) {
            conditions.sql.append(" and evictable");
        }
        Set<Integer> shards = query.shards();
        if (shards != null) {
            conditions.sql.append(shards.isEmpty() ? " and false" : " and shard in " + list(shards));
        }
        Instant by = query.dueBy();
        if (by != null) {
            conditions.sql.append(" and (due, due_nanos) <= (?, ?)");
            conditions.parameters.addAll(List.of(by.getEpochSecond(), by.getNano()));
        }
        // The limit is in the text and not a parameter, because the plan depends on it.
        String limited = " fetch first " + query.limit() + " rows only";
        return new FileSearch(conditions.sql + order(query.order()) + limited, conditions.parameters);
    }

    private static String order(FileQuery.Order order) {
        return switch (order) {
            case NEWEST -> " order by stored desc, stored_nanos desc";
            case OLDEST -> " order by stored, stored_nanos";
            case LARGEST -> " order by size desc";
            case DUE -> " and due is not null order by due, due_nanos";
            case ANY -> "";
        };
    }

    /** Numbers in the text need no care, and the plan may depend on how many they are. */
    private static String list(Set<Integer> shards) {
        return shards.stream().sorted().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }

    private static @Nullable String kept(@Nullable String text) {
        return text == null ? null : SqlText.kept(text);
    }

    private static @Nullable String pattern(@Nullable String part) {
        return part == null ? null : SqlText.containing(SqlText.kept(SqlText.folded(part)));
    }

    /** The conditions of a query and their parameters. */
    private static final class Conditions {

        private final StringBuilder sql = new StringBuilder(FileRow.SELECT);
        private final List<Object> parameters = new ArrayList<>();

        void add(String condition, @Nullable String value) {
            if (value != null) {
                sql.append(" and ").append(condition);
                parameters.add(value);
            }
        }
    }
}
