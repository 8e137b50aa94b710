/**
 * Whether an upload or a deletion was allowed by the XMPP server: one class per wire format.
 *
 * <ol>
 *   <li>One question, one answer: {@link org.stowage.token.TokenVerifier#verify} tells what was granted, or why not. A
 *       wrong token is a value, not an exception.
 *   <li>Of the enabled contracts the highest one that is present decides: {@link org.stowage.token.Contracts}. A wrong v2
 *       next to a right v is a wrong token.
 *   <li>The key of every HMAC is the UTF-8 of the secret as the admin typed it; hex is lower-case on the wire, upper-case
 *       is accepted. Several secrets may count at the same time: {@link org.stowage.token.Keyring}.
 *   <li>No MAC is computed for a length that is not an exact number: a chunked body's length of -1 is signed by Prosody
 *       when a client asks for it.
 *   <li>MACs are compared in constant time ({@link java.security.MessageDigest#isEqual}), and before anything that they
 *       sign is parsed.
 *   <li>A token given twice counts as none: two readers might take different ones.
 *   <li>Neither a token nor the right MAC leaves this room, but for a test upload to a path that is made up here
 *       ({@link org.stowage.token.TestSlot}); the id of a secret does.
 *   <li>Tokens of v1, v2 and token never expire, and no contract numbers them: once a file has been deleted, its URL can
 *       be PUT again with the same token, until the store remembers what it deleted.
 *   <li>Why a token is wrong is told to admins only, and by trying: {@link org.stowage.token.Explainer} says what was
 *       signed, never what should have been, and compares whole MACs only.
 * </ol>
 *
 * <p>Not here: HTTP status codes, settings, files.
 */
@NullMarked
package org.stowage.token;

import org.jspecify.annotations.NullMarked;
