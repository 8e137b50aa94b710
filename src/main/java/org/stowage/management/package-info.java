/**
 * What an admin sees of a running deployment.
 *
 * <ol>
 *   <li>Counts are kept by the words that the log uses: contract, id of a secret, code of a refusal.
 *   <li>The MXBean has the context path in its name, for two copies of the WAR may run in one server.
 *   <li>Nothing here shows a secret, a token or a path.
 * </ol>
 *
 * <p>Not here: decisions. Who counts calls; nobody here looks into requests.
 */
@NullMarked
package org.stowage.management;

import org.jspecify.annotations.NullMarked;
