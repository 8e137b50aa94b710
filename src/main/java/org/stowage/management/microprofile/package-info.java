/**
 * Health for the server's own health URLs, where it has MicroProfile Health; nothing here is loaded elsewhere.
 *
 * <ol>
 *   <li>No class here has an annotation by which CDI would find it: the root room adds them where the API is.
 *   <li>Nothing is looked at here: they translate what {@link org.stowage.management.health.Health} has found.
 * </ol>
 *
 * <p>Not here: the servlet's own health URLs.
 */
@NullMarked
package org.stowage.management.microprofile;

import org.jspecify.annotations.NullMarked;
