/**
 * What an admin sees of a running deployment.
 *
 * <ol>
 *   <li>Counts are kept by the words that the log uses: contract, id of a secret, code of a refusal.
 *   <li>The MXBeans have the context path in their names, for two copies of the WAR may run in one server.
 *   <li>What an admin types is untrusted: it is read strictly, and what is wrong is an exception of one sentence.
 *   <li>Nothing here shows a secret or a token. An order that fails names the path of the disk that could not be read or
 *       written: whoever gives orders may read the log.
 *   <li>Why an upload is refused is found by asking the same gate that uploads pass ({@link org.stowage.management.Gate}),
 *       and {@link org.stowage.token.Explainer} about the token. What is typed there holds a token: it is never logged.
 *   <li>A {@link org.stowage.management.Finding} ends with what ends it. What depends on the server's listeners is looked at
 *       when the server has started ({@link org.stowage.management.StartupCheck}), for they may come after the deployment.
 *   <li>A test upload goes to the configured URL or to this machine, nowhere else, and leaves tombstones only.
 * </ol>
 *
 * <p>Not here: decisions. Who counts calls; nobody here looks into requests.
 */
@NullMarked
package org.stowage.management;

import org.jspecify.annotations.NullMarked;
