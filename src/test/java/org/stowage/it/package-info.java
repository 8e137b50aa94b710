/**
 * Black-box tests of the packed WAR: the same classes on every server that the build unpacks.
 *
 * <ol>
 *   <li>Requests are written to a socket as they are ({@link org.stowage.it.RawHttp}): no client library tidies them up.
 *   <li>Tokens are made here from the contract's text ({@link org.stowage.it.Signed}), not by the code under test; the vectors
 *       of the XMPP servers are used as they came off the wire.
 * </ol>
 *
 * <p>Arquillian deploys the WAR for each class, to the server that {@code arquillian.launch} names; in an IDE that is WildFly.
 *
 * <p>Not here: how servers are started ({@link org.stowage.server}); what values decide.
 */
@NullMarked
package org.stowage.it;

import org.jspecify.annotations.NullMarked;
