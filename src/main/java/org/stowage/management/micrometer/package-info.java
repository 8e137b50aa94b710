/**
 * The metrics in a Micrometer registry of the server's, where it has one.
 *
 * <ol>
 *   <li>Nothing here is loaded where {@code io.micrometer} is not visible. WildFly shows it to every deployment as soon as it has
 *       the subsystem {@code micrometer}, together with a CDI bean for the registry.
 *   <li>The registry asks, and is told the numbers that everybody else is told: nothing is counted twice.
 *   <li>WildFly's registry hands on to its real ones only what is registered by the methods of {@code MeterRegistry} and
 *       {@code More} themselves; what the builders of meters register stays in it and is seen by nobody.
 *   <li>Each meter has the tag {@code context}, for several deployments may have one registry. At the end of a deployment its meters go,
 *       for they would keep its classes, and no other's do.
 * </ol>
 *
 * <p>Not here: what is counted.
 */
@NullMarked
package org.stowage.management.micrometer;

import org.jspecify.annotations.NullMarked;
