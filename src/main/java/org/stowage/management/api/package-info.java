/**
 * The JSON API below {@code /-/}: what a person wants to see of a store, as the page, the command and other programs ask
 * for it.
 *
 * <ol>
 *   <li>A record here is a JSON object of an answer. {@code openapi.json} describes the calls and these records; a test
 *       compares the two. Members may be added, never renamed.
 *   <li>GET only shows. Each answer has a limit: of entries, and of time, because a question of an admin must not keep
 *       the catalog busy. A list goes on by a cursor ({@link org.stowage.management.api.Cursors}), so a page of a
 *       million files costs as much as one of a hundred.
 *   <li>With {@code Accept: text/plain} a call answers lines for a terminal, which the command prints. The last line is
 *       {@code passed}, {@code failed} or {@code running}.
 *   <li>Nothing here shows a secret or a token.
 * </ol>
 *
 * <p>Not here: who may ask ({@code management.admin}); how orders are carried out ({@code management.orders}).
 */
@NullMarked
package org.stowage.management.api;

import org.jspecify.annotations.NullMarked;
