/**
 * What an admin sees of a running deployment.
 *
 * <ol>
 *   <li>Counts are kept by the words that the log uses: contract, id of a secret, code of a refusal.
 *   <li>The MXBeans have the context path in their names, for two copies of the WAR may run in one server.
 *   <li>What an admin types is untrusted: it is read strictly, and what is wrong is an exception of one sentence.
 *   <li>Nothing here shows a secret, a token or a path of the disk.
 * </ol>
 *
 * <p>Not here: decisions. Who counts calls; nobody here looks into requests.
 */
@NullMarked
package org.stowage.management;

import org.jspecify.annotations.NullMarked;
