/**
 * Whether an upload was allowed by the XMPP server: one class per wire format.
 *
 * <ol>
 *   <li>One question, one answer: {@link org.stowage.token.TokenVerifier#verify} tells what was granted, or why not. A
 *       wrong token is a value, not an exception.
 *   <li>The key of every HMAC is the UTF-8 of the secret as the admin typed it; hex is lower-case on the wire, upper-case
 *       is accepted.
 *   <li>No MAC is computed for a length that is not an exact number: a chunked body's length of -1 is signed by Prosody
 *       when a client asks for it.
 *   <li>MACs are compared in constant time ({@link java.security.MessageDigest#isEqual}).
 *   <li>A parameter given twice counts as none: two readers might take different ones.
 *   <li>Neither a token nor the right MAC leaves this room.
 * </ol>
 *
 * <p>Not here: HTTP status codes, settings, files.
 */
@NullMarked
package org.stowage.token;

import org.jspecify.annotations.NullMarked;
