/**
 * The settings, typed and checked.
 *
 * <ol>
 *   <li>{@link org.stowage.config.Setting} defines every setting once: key, type, default, meaning. A test checks the
 *       table in docs/settings.md against it.
 *   <li>Values are looked up through MicroProfile Config, so system properties, environment variables and the sources
 *       that the server adds (WildFly's config sources, Tomcat's context parameters) work alike.
 *   <li>All wrong values are reported at once, in one message that says how to correct them.
 *   <li>The settings follow changes of the configuration while the server runs
 *       ({@link org.stowage.config.LiveSettings}). A change is accepted as a whole or not at all: if one value is
 *       wrong, the previous settings stay in force. Settings that cannot change while files are open are
 *       {@linkplain org.stowage.config.Setting#isFixed fixed} at the deployment.
 *   <li>A secret is a {@link org.stowage.config.Secret}, whose {@code toString} returns {@code ***}.
 * </ol>
 *
 * <p>Not here: what the settings do. This room uses {@code contract} only.
 */
@NullMarked
package org.stowage.config;

import org.jspecify.annotations.NullMarked;
