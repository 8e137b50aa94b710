package org.stowage.catalog.sql;

import java.sql.SQLException;
import java.util.List;

/**
 * The tables and indexes. Their names begin with {@code stowage_}, and every row has the number of its store.
 *
 * <p>A version that needs other columns uses tables of other names, because servers of both versions may run during an
 * upgrade.
 */
final class Tables {

    /** The version of the rows, which says what they mean. */
    static final int VERSION = 1;

    /**
     * A time is kept as seconds since the epoch and nanoseconds, because no timestamp of a database has the range of
     * Java's {@code Instant}.
     */
    private static final List<String> DEFINITIONS = List.of(
            """
            create table if not exists stowage_store (
                store_id varchar(100) primary key,
                store_number integer generated always as identity unique,
                version integer not null)""",
            """
            create table if not exists stowage_property (
                store_number integer not null,
                name text not null,
                value text not null,
                primary key (store_number, name))""",
            """
            create table if not exists stowage_file (
                size bigint not null,
                stored bigint not null,
                due bigint,
                expires bigint,
                token_ends bigint,
                store_number integer not null,
                shard integer not null,
                stored_nanos integer not null,
                due_nanos integer,
                expires_nanos integer,
                token_ends_nanos integer,
                evictable boolean not null,
                fingerprint bytea not null,
                tenant text collate "C" not null,
                owner text collate "C",
                path text not null,
                folded_path text not null,
                media_type text not null,
                sha256 text not null,
                primary key (store_number, fingerprint))""",
            """
            create table if not exists stowage_node (
                node varchar(36) primary key,
                store_id varchar(100) not null,
                place text not null,
                version text not null,
                settings text not null,
                sweeping boolean not null,
                started timestamp with time zone not null,
                seen timestamp with time zone not null,
                beat bigint not null,
                first_batch bigint not null)""",
            """
            create table if not exists stowage_node_batch (
                store_number integer not null,
                node varchar(36) not null,
                applied bigint not null,
                primary key (store_number, node))""",
            """
            create table if not exists stowage_node_change (
                node varchar(36) not null,
                batch bigint not null,
                tenant text collate "C" not null,
                owner text collate "C" not null,
                stored_day bigint not null,
                beat bigint not null,
                files bigint not null,
                bytes bigint not null,
                primary key (node, batch, tenant, owner, stored_day))""",
            """
            create table if not exists stowage_node_reservation (
                node varchar(36) not null,
                tenant text collate "C" not null,
                owner text collate "C" not null,
                bytes bigint not null,
                primary key (node, tenant, owner))""",
            "create index if not exists stowage_node_change_beat on stowage_node_change (node, beat)",
            index("owner", "owner, stored, stored_nanos"),
            index("tenant", "tenant, stored, stored_nanos) where (tenant <> ''"),
            index("stored", "stored, stored_nanos"),
            index("evictable", "stored, stored_nanos) where (evictable"),
            index("due", "due, due_nanos) where (due is not null"),
            index("size", "size"),
            index("shard", "shard"),
            // This index has a third of the size of the others' kind. It is enough because the 64 digits are only
            // looked up as a whole.
            "create index if not exists stowage_file_sha256 on stowage_file using hash (sha256)");

    private Tables() {}

    /** Creates the tables and indexes that are missing; returns how many statements that took. */
    static int create(Statements statements) throws SQLException {
        for (String definition : DEFINITIONS) {
            statements.execute(definition);
        }
        return DEFINITIONS.size();
    }

    private static String index(String name, String columns) {
        return "create index if not exists stowage_file_" + name + " on stowage_file (store_number, " + columns + ")";
    }
}
