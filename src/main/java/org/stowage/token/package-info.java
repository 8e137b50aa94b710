/**
 * Decides whether an XMPP server allowed an upload or a deletion: one class for each token format.
 *
 * <ol>
 *   <li>{@link org.stowage.token.TokenVerifier#verify} tells what was granted, or why nothing was. A wrong token is a
 *       value, not an exception.
 *   <li>Of the enabled contracts that a request has a token of, the highest decides. A wrong v2 beside a right v is a
 *       wrong token.
 *   <li>The key of every HMAC is the UTF-8 of the secret as the admin typed it. Hex is lower-case on the wire;
 *       upper-case is accepted. Several secrets may be valid at the same time ({@link org.stowage.token.Keyring}).
 *   <li>No MAC is computed unless the length is an exact number. Many APIs report the length of a chunked body as -1, and
 *       Prosody signs -1 if a client requests a slot for it.
 *   <li>MACs are compared in constant time ({@link java.security.MessageDigest#isEqual}), before anything that they
 *       sign is parsed.
 *   <li>A request with two tokens of one contract is denied: two readers might use different ones.
 *   <li>Neither a token nor a right MAC leaves this room, except to {@code token.diagnosis}; the id of a secret may.
 *   <li>Tokens of v1, v2 and token never expire and have no serial number. Once a file has been deleted, its URL can be
 *       PUT again with the same token unless the store remembers the deletion. A JWT expires; its slot says from when
 *       on it is expired on every clock ({@link org.stowage.storage.Slot#tokenEnds}), and the store may forget the
 *       deletion then.
 * </ol>
 *
 * <p>Not here: HTTP status codes, settings, files; which parameter has a token and what it signs ({@code contract}).
 */
@NullMarked
package org.stowage.token;

import org.jspecify.annotations.NullMarked;
