/**
 * What an admin sees of a running deployment.
 *
 * <ol>
 *   <li>Counts are kept by the words that the log uses: contract, id of a secret, code of a refusal.
 *   <li>What is counted for every request is striped numbers that were looked up before ({@link org.stowage.management.Counters}), of
 *       the Prometheus client library in a registry of the deployment's own; nothing here starts a thread. No label is a key, an
 *       owner, or what else a client chooses.
 *   <li>The same numbers are shown as text ({@link org.stowage.management.Metrics}) and by MXBeans; rates and percentiles of the last
 *       minutes are for the latter ({@link org.stowage.management.Recent}), for Prometheus makes its own.
 *   <li>The MXBeans have the context path in their names, for two copies of the WAR may run in one server.
 *   <li>What an admin types is untrusted: it is read strictly, and what is wrong is an exception of one sentence.
 *   <li>Nothing here shows a secret or a token. An order that fails names the path of the disk that could not be read or
 *       written: whoever gives orders may read the log.
 *   <li>Why an upload is refused is found by asking the same gate that uploads pass ({@link org.stowage.management.Gate}),
 *       and {@link org.stowage.token.Explainer} about the token. What is typed there holds a token: it is never logged.
 * </ol>
 *
 * <p>Not here: decisions. Who counts calls; nobody here looks into requests.
 */
@NullMarked
package org.stowage.management;

import org.jspecify.annotations.NullMarked;
