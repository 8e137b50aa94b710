/**
 * Whether an XMPP server allowed an upload or a deletion: one class per token format.
 *
 * <ol>
 *   <li>One question, one answer: {@link org.stowage.token.TokenVerifier#verify} tells what was granted, or why not. A
 *       wrong token is a value, not an exception.
 *   <li>Of the enabled contracts the highest of which a token is present decides. A wrong v2 next to a right v is a wrong token.
 *   <li>The key of every HMAC is the UTF-8 of the secret as the admin typed it; hex is lower-case on the wire, upper-case
 *       is accepted. Several secrets may count at the same time: {@link org.stowage.token.Keyring}.
 *   <li>No MAC is computed for a length that is not an exact number: a chunked body's length of -1 is signed by Prosody
 *       when a client asks for it.
 *   <li>MACs are compared in constant time ({@link java.security.MessageDigest#isEqual}), and before anything that they
 *       sign is parsed.
 *   <li>A token given twice counts as none: two readers might take different ones.
 *   <li>Neither a token nor the right MAC leaves this room, except to {@code token.diagnosis}; the id of a secret does.
 *   <li>Tokens of v1, v2 and token never expire, and no contract numbers them: once a file has been deleted, its URL can
 *       be PUT again with the same token, unless the store remembers what it deleted. A JWT ends: its slot says when no clock lets it count any more
 *       ({@link org.stowage.storage.Slot#tokenEnds}), and the store may forget then.
 * </ol>
 *
 * <p>Not here: HTTP status codes, settings, files; which parameter has a token and what it signs ({@code contract}).
 */
@NullMarked
package org.stowage.token;

import org.jspecify.annotations.NullMarked;
