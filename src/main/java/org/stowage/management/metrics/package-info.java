/**
 * Counters, and the ways to read them: as text for Prometheus, by an MXBean, and by {@code management.micrometer}.
 *
 * <ol>
 *   <li>Labels have the words of the log: contract, id of a secret, code of a refusal. No label has a key, an owner, or
 *       another text that clients choose.
 *   <li>Each request adds only to striped counters that were looked up before
 *       ({@link org.stowage.management.metrics.Counters}). They are of the Prometheus client library, in a registry of
 *       the deployment; nothing here starts a thread.
 *   <li>Text ({@link org.stowage.management.metrics.Metrics}) and MXBeans show the same numbers. Rates and percentiles
 *       of the last minutes ({@link org.stowage.management.metrics.RecentCounts}) are for the MXBeans only, because
 *       Prometheus computes its own. The {@code Summary} of the client library (1.10.0, five age buckets) would provide
 *       percentiles, but no rates, and it costs more: measured in one JVM, some 450 ns and 280 bytes for each request
 *       against 45 ns and none.
 * </ol>
 *
 * <p>Not here: access control.
 */
@NullMarked
package org.stowage.management.metrics;

import org.jspecify.annotations.NullMarked;
