/**
 * Registers the metrics in the server's Micrometer registry, if it has one.
 *
 * <ol>
 *   <li>No class of this package is loaded if {@code io.micrometer} is not visible. WildFly makes it visible to every
 *       deployment as soon as it has the subsystem {@code micrometer}, together with a CDI bean for the registry.
 *   <li>The meters return the same numbers as all other ways to read the metrics; nothing is counted twice.
 *   <li>WildFly's registry forwards to its real registries only meters that are registered by methods of
 *       {@code MeterRegistry} and {@code MeterRegistry.More}. Meters that are registered by builders are not exported.
 *   <li>Each meter has the tag {@code context}, because several deployments may share a registry. A deployment removes
 *       its own meters when it ends, because they would keep its classes in memory.
 * </ol>
 *
 * <p>Not here: the counters.
 */
@NullMarked
package org.stowage.management.micrometer;

import org.jspecify.annotations.NullMarked;
