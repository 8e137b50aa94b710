/**
 * What XMPP servers and upload services have agreed on: {@link org.stowage.contract.Contract} says where a request
 * carries its token and what the token signs. A new contract is a new constant there.
 *
 * <ol>
 *   <li>Settings, verifiers, explanations and test uploads ask this room; no other code says where a token is or what
 *       it signs.
 *   <li>Nothing is decoded: tokens are hex or base64url, and the names of parameters are letters and digits.
 *   <li>Neither a query nor an Authorization field is printed, because both may contain a token.
 * </ol>
 *
 * <p>Not here: secrets, and whether a token is right.
 */
@NullMarked
package org.stowage.contract;

import org.jspecify.annotations.NullMarked;
