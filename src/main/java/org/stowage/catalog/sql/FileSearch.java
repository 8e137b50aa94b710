package org.stowage.catalog.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.FilePosition;
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
        Conditions conditions = conditions(FileRow.SELECT, store, query);
        FilePosition after = query.after();
        if (after != null) {
            conditions.addPlace(query.order(), after);
        }
        // The limit is in the text and not a parameter, because the plan depends on it.
        String limited = " fetch first " + query.limit() + " rows only";
        return new FileSearch(conditions.sql + order(query.order()) + limited, conditions.parameters);
    }

    /** Counts the files of a store that a query finds, and sums up their bytes. */
    static FileSearch total(int store, FileQuery query) {
        Conditions conditions = conditions(
                "select count(*), coalesce(sum(size), 0) from stowage_file where store_number = ?", store, query);
        return new FileSearch(conditions.sql.toString(), conditions.parameters);
    }

    private static Conditions conditions(String select, int store, FileQuery query) {
        Conditions conditions = new Conditions(select);
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
        if (query.order() == FileQuery.Order.DUE) {
            conditions.sql.append(" and due is not null");
        }
        conditions.addTime("(due, due_nanos) <= (?, ?)", query.dueBy());
        conditions.addTime("(stored, stored_nanos) >= (?, ?)", query.bounds().storedFrom());
        conditions.addTime("(stored, stored_nanos) < (?, ?)", query.bounds().storedBefore());
        conditions.add("size >= ?", query.bounds().minSize());
        conditions.add("size <= ?", query.bounds().maxSize());
        conditions.add(
                "lower(trim(split_part(media_type, ';', 1))) like ? escape '!'",
                typePattern(query.bounds().type()));
        return conditions;
    }

    private static String order(FileQuery.Order order) {
        return switch (order) {
            case NEWEST -> " order by stored desc, stored_nanos desc, fingerprint";
            case OLDEST -> " order by stored, stored_nanos, fingerprint";
            case LARGEST -> " order by size desc, stored desc, stored_nanos desc, fingerprint";
            case DUE -> " order by due, due_nanos, fingerprint";
            case ANY -> "";
        };
    }

    /** Numbers in the text need no care, and the plan may depend on how many they are. */
    private static String list(Set<Integer> shards) {
        return shards.stream().sorted().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }

    private static @Nullable String typePattern(@Nullable String type) {
        if (type == null) {
            return null;
        }
        boolean kind = type.endsWith("/*");
        String escaped = SqlText.escaped(SqlText.kept(kind ? type.substring(0, type.length() - 1) : type));
        return kind ? escaped + "%" : escaped;
    }

    private static @Nullable String kept(@Nullable String text) {
        return text == null ? null : SqlText.kept(text);
    }

    private static @Nullable String pattern(@Nullable String part) {
        return part == null ? null : SqlText.containing(SqlText.kept(SqlText.folded(part)));
    }

    /** The conditions of a query and their parameters. */
    private static final class Conditions {

        private final StringBuilder sql;
        private final List<Object> parameters = new ArrayList<>();

        Conditions(String select) {
            sql = new StringBuilder(select);
        }

        void add(String condition, @Nullable Object value) {
            if (value != null) {
                sql.append(" and ").append(condition);
                parameters.add(value);
            }
        }

        void addTime(String condition, @Nullable Instant time) {
            if (time != null) {
                sql.append(" and ").append(condition);
                parameters.addAll(List.of(time.getEpochSecond(), time.getNano()));
            }
        }

        /** The first comparison lets the database begin in an index; the keys decide among what is equal. */
        void addPlace(FileQuery.Order order, FilePosition after) {
            boolean largest = order == FileQuery.Order.LARGEST;
            boolean due = order == FileQuery.Order.DUE;
            boolean falls = largest || order == FileQuery.Order.NEWEST;
            Instant time = due ? Objects.requireNonNull(after.due()) : after.stored();
            String columns = (largest ? "size, " : "") + (due ? "due, due_nanos" : "stored, stored_nanos");
            List<Object> values = new ArrayList<>(List.of(time.getEpochSecond(), time.getNano()));
            if (largest) {
                values.add(0, after.size());
            }
            String marks = String.join(", ", Collections.nCopies(values.size(), "?"));
            String row = "(" + columns + ") %s (" + marks + ")";
            sql.append(" and ").append(String.format(row, falls ? "<=" : ">="));
            parameters.addAll(values);
            sql.append(" and (").append(String.format(row, falls ? "<" : ">")).append(" or fingerprint > ?)");
            parameters.addAll(values);
            parameters.add(FileRow.bytes(after.key()));
        }
    }
}
