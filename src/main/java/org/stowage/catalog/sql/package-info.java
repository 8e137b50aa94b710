/**
 * A catalog in a database of the application server, PostgreSQL 12 or newer, and the table of the nodes there. Several nodes that
 * share a store share its catalog.
 *
 * <ol>
 *   <li>The server has the driver, the password and the pool. Each question or batch takes a connection from the
 *       {@link javax.sql.DataSource} of the server and gives it back in its former state, even after a failure. No
 *       connection is held in between, so the next question reaches a database that was away.
 *   <li>Nothing waits without a limit. A statement has a time limit; the connection has a longer one, for a database
 *       that no longer answers. PostgreSQL ends the transaction of a node that falls silent.
 *   <li>Several stores may share the tables. Each row has the number of its store, and each statement is about one
 *       store.
 *   <li>A batch is a transaction. Nodes write one after another, because each locks the row of its store: they cannot
 *       deadlock, and each changes the properties that the one before has left. This costs little, because a database is hardly
 *       faster with two writers, and no request waits for a write to the catalog.
 *   <li>A batch writes its number in its transaction, and the sums of the catalog are read in one transaction with these numbers.
 *       So a node knows which changes that others have published are in its sums.
 *   <li>A contact of a node with the others ({@link org.stowage.catalog.sql.SqlNodeTable}) is a transaction that takes some
 *       milliseconds. It never waits for a batch, because the two change different rows.
 *   <li>Times are kept as seconds and nanoseconds, because no timestamp of a database has the range of Java's. A second
 *       copy of each path is kept in lower case, folded by our code, because the folding of a database depends on how
 *       it was set up.
 *   <li>Each order has an index, and so has each condition except the part of a path. That condition checks all paths,
 *       because its index would need an extension of PostgreSQL.
 *   <li>Messages about a failure contain no password, URL or row.
 *   <li>A missing table, a row that describes no valid file, and another version are damage: the catalog is discarded
 *       and built again. Discarding deletes the rows of one store and drops no table, because other stores may use it.
 *       A version that needs other columns uses tables of other names.
 *   <li>SQL that many databases understand is preferred if that costs nothing. The exceptions are {@code on conflict},
 *       {@code bytea}, {@code using hash}, {@code greatest}, and settings, which are sent only to PostgreSQL.
 * </ol>
 *
 * <p>Not here: JNDI, settings, threads, when changes are applied, when nodes meet.
 */
@NullMarked
package org.stowage.catalog.sql;

import org.jspecify.annotations.NullMarked;
