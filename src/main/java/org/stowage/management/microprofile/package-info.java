/**
 * The health checks at the server's own health URLs, if the server has MicroProfile Health. On other servers no class
 * of this package is loaded.
 *
 * <ol>
 *   <li>No class here has an annotation by which CDI would find it; the root package adds them if the API is present.
 *   <li>The classes here only translate the reports of {@link org.stowage.management.health.Health}.
 * </ol>
 *
 * <p>Not here: the health URLs below {@code /-/}.
 */
@NullMarked
package org.stowage.management.microprofile;

import org.jspecify.annotations.NullMarked;
