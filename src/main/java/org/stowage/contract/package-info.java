/**
 * What XMPP servers and upload services have agreed on: {@link org.stowage.contract.Contract} says where a token stands and what it
 * signs. A new contract is a new constant there.
 *
 * <ol>
 *   <li>Settings, verifiers, explanations and test uploads ask this room; only it knows where a token stands and what it signs.
 *   <li>Nothing is decoded: tokens are hex or base64url, and the names of parameters are letters.
 *   <li>Neither a query nor an Authorization field is printed: both may have a token.
 * </ol>
 *
 * <p>Not here: secrets, and whether a token is right.
 */
@NullMarked
package org.stowage.contract;

import org.jspecify.annotations.NullMarked;
