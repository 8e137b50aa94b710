/**
 * Tells admins why a token is wrong, and makes slots for test uploads.
 *
 * <ol>
 *   <li>{@link org.stowage.token.diagnosis.Explainer} tries what would make a token right. It says what was signed,
 *       never what should have been signed, and compares whole MACs only.
 *   <li>It calls a token right if and only if {@link org.stowage.token.TokenVerifier} does.
 *   <li>Neither a token nor a right MAC leaves this room, except for a test upload to a path that is generated here
 *       ({@link org.stowage.token.diagnosis.TestSlot}); the id of a secret may.
 * </ol>
 *
 * <p>Not here: HTTP, files, and the decision about an upload.
 */
@NullMarked
package org.stowage.token.diagnosis;

import org.jspecify.annotations.NullMarked;
