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
 *   <li>What is below {@code /-/} is told by {@link org.stowage.management.AdminServlet}. First it looks from where a request
 *       comes ({@link org.stowage.management.AdminDesk}): to the world there is nothing, and nobody can try passwords. Then the
 *       server's own security says who it is, and whether they have the role. No session is made: a cookie would be a second key.
 *   <li>A URL there has one spelling, no CORS header, and no key of a file: {@code http} gives none for such a path. GET changes
 *       nothing, POST takes JSON only, so that no page of another site can send one.
 *   <li>Health is looked at when somebody asks ({@link org.stowage.management.Health}); a check that costs something is remembered
 *       for seconds ({@link org.stowage.management.RecentCheck}). {@code management.microprofile} shows the same to servers that
 *       have MicroProfile Health.
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
