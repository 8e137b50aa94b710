/**
 * What an admin asks when uploads fail: why was this refused, does an upload come through, is the server well?
 *
 * <ol>
 *   <li>Why an upload is refused is found by asking the same checks that uploads pass ({@link org.stowage.management.check.UploadPreview}),
 *       and {@link org.stowage.token.diagnosis.Explainer} about the token. What is typed there holds a token: it is never logged.
 *   <li>A {@link org.stowage.management.check.Finding} ends with what ends it. What depends on the server's listeners is looked at
 *       when the server has started ({@link org.stowage.management.check.StartupCheck}), because they may come after the deployment.
 *   <li>A test upload goes to the configured URL or to this machine, nowhere else, and leaves tombstones only. It believes nobody
 *       that an answer ends: each has a time and a length.
 * </ol>
 *
 * <p>Not here: what a token is made of; how requests are answered.
 */
@NullMarked
package org.stowage.management.check;

import org.jspecify.annotations.NullMarked;
