/**
 * Diagnosis for admins: why an upload was refused, whether a test upload works, and what is wrong with the server.
 *
 * <ol>
 *   <li>The reason of a refusal comes from the checks that uploads pass
 *       ({@link org.stowage.management.check.UploadPreview}), and from {@link org.stowage.token.diagnosis.Explainer}
 *       for the token. The question contains a token, so its query is never logged.
 *   <li>A {@link org.stowage.management.check.Finding} ends with its fix. The server's listeners are checked when the
 *       server has started ({@link org.stowage.management.check.StartupCheck}), because they may start after the
 *       deployment.
 *   <li>A test upload goes only to the configured URL or to this machine, and leaves only tombstones. Each answer has a
 *       limit of time and length, because a test may be answered by any server.
 * </ol>
 *
 * <p>Not here: the formats of tokens; how requests are answered.
 */
@NullMarked
package org.stowage.management.check;

import org.jspecify.annotations.NullMarked;
