/**
 * Health checks of this deployment, for load balancers and orchestrators (MicroProfile Health 4.0 §3).
 *
 * <ol>
 *   <li>Checks run when a client asks ({@link org.stowage.management.health.Health}). The result of a costly check is
 *       kept for seconds ({@link org.stowage.management.health.CachedHealthCheck}), so that frequent requests do not
 *       wear the disk out.
 *   <li>The answer about liveness has no details.
 *   <li>{@code management.microprofile} shows the same checks to servers that have MicroProfile Health.
 * </ol>
 *
 * <p>Not here: advice on how to repair something; that is in {@code check}.
 */
@NullMarked
package org.stowage.management.health;

import org.jspecify.annotations.NullMarked;
