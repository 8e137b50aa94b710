/**
 * A catalog in a database of the application server, which several nodes over one store share: PostgreSQL 12 or newer.
 *
 * <ol>
 *   <li>The server has the driver, the password and the pool. A connection is taken from its {@link javax.sql.DataSource} for each
 *       question or batch and given back as it was, also when something fails: a database that comes back is asked again by the
 *       next question. Nothing is held in between.
 *   <li>Nobody waits for ever: a statement has a time limit, and the connection a longer one, for a database that is not even there
 *       to end its statement. PostgreSQL ends the transaction of a node that falls silent in it.
 *   <li>Several stores may share the tables: each row has the number of its store, and no statement is about another's.
 *   <li>A batch is a transaction. Nodes take turns to write, by a lock on the row of their store: they cannot wait for each other in
 *       a circle, and properties are those of one node. A database writes little faster for two at once, and a catalog is written
 *       behind the store, where nobody waits.
 *   <li>Moments are seconds and nanoseconds, because no timestamp of a database goes as far as Java's. Paths are kept a second time
 *       without upper case, by us: what a database takes for the lower case of a letter depends on how it was set up.
 *   <li>Every order that can be asked for has an index, and so has every condition but the part of a path, for which all paths are
 *       looked at; the index that would help needs an extension of PostgreSQL.
 *   <li>What is told of a failure has no password, URL or row in it.
 *   <li>A table that is missing, a row that is of no possible file and another version are damage: the catalog is begun anew. To
 *       discard one deletes the rows of its store, and no table, for those are others', too. A version that needs other columns
 *       takes tables of other names.
 *   <li>SQL is what many databases understand where that costs nothing; what only some do is {@code on conflict}, {@code bytea},
 *       {@code using hash} and two settings, which others are not sent.
 * </ol>
 *
 * <p>Not here: JNDI, settings, threads, when changes are applied.
 */
@NullMarked
package org.stowage.catalog.sql;

import org.jspecify.annotations.NullMarked;
