/**
 * The settings, typed and checked.
 *
 * <ol>
 *   <li>{@link org.stowage.config.Setting} names every setting once: key, type, default, meaning. The table of docs/settings.md is held
 *       to it by a test.
 *   <li>Values are looked up through MicroProfile Config, so system properties, environment variables and what the server
 *       adds (WildFly's config sources, Tomcat's context parameters) work alike.
 *   <li>All wrong values are reported at once, in one message that says how to set them right.
 *   <li>They follow the configuration while it changes ({@link org.stowage.config.LiveSettings}): all of a change or nothing of
 *       it, for one wrong value refuses the rest too, and what held before stays. What cannot change under open files is
 *       {@linkplain org.stowage.config.Setting#isFixed fixed} at the deployment.
 *   <li>A secret is a {@link org.stowage.config.Secret}, which prints as {@code ***}.
 * </ol>
 *
 * <p>Not here: what the settings do. This room sees {@code contract} only.
 */
@NullMarked
package org.stowage.config;

import org.jspecify.annotations.NullMarked;
