/**
 * What is counted, and how it is shown: as text for Prometheus, by an MXBean, and by {@code management.micrometer}.
 *
 * <ol>
 *   <li>Counts are kept by the words that the log uses: contract, id of a secret, code of a refusal. No label is a key, an owner, or
 *       what else a client chooses.
 *   <li>What is counted for every request is striped numbers that were looked up before
 *       ({@link org.stowage.management.metrics.Counters}), of the Prometheus client library in a registry of the deployment's own;
 *       nothing here starts a thread.
 *   <li>The same numbers are shown as text ({@link org.stowage.management.metrics.Metrics}) and by MXBeans; rates and percentiles of
 *       the last minutes are for the latter ({@link org.stowage.management.metrics.RecentCounts}), for Prometheus makes its own. The
 *       {@code Summary} of the client library (1.10.0, five age buckets) would give the percentiles too, but no rates, and costs
 *       more: measured in one JVM, some 450 ns and 280 bytes for each request against 45 ns and none.
 * </ol>
 *
 * <p>Not here: who may read them.
 */
@NullMarked
package org.stowage.management.metrics;

import org.jspecify.annotations.NullMarked;
