/**
 * Whether this deployment can do its work, for load balancers and orchestrators (MicroProfile Health 4.0 §3).
 *
 * <ol>
 *   <li>It is looked at when somebody asks ({@link org.stowage.management.health.Health}); a check that costs something is remembered
 *       for seconds ({@link org.stowage.management.health.CachedHealthCheck}), so that nobody can wear a disk out.
 *   <li>Who asks whether we live learns nothing else.
 *   <li>{@code management.microprofile} shows the same to servers that have MicroProfile Health.
 * </ol>
 *
 * <p>Not here: advice; that is {@code check}'s.
 */
@NullMarked
package org.stowage.management.health;

import org.jspecify.annotations.NullMarked;
