/**
 * Why a token is wrong, and slots for test uploads: for admins only.
 *
 * <ol>
 *   <li>{@link org.stowage.token.diagnosis.Explainer} finds out by trying what would make a token right. It says what was signed,
 *       never what should have been signed, and compares whole MACs only.
 *   <li>It calls a token right if and only if {@link org.stowage.token.TokenVerifier} does.
 *   <li>Neither a token nor the right MAC leaves this room, except for a test upload to a path that is made up here ({@link
 *       org.stowage.token.diagnosis.TestSlot}); the id of a secret does.
 * </ol>
 *
 * <p>Not here: HTTP, files, and the decision about an upload.
 */
@NullMarked
package org.stowage.token.diagnosis;

import org.jspecify.annotations.NullMarked;
