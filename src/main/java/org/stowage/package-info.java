/**
 * The composition root: starts what the server lacks, reads the settings, and gives the web components what they need.
 *
 * <ol>
 *   <li>{@link org.stowage.Wiring} is the only place that picks implementations; it sees every room and no room sees it.
 *   <li>{@link org.stowage.Bootstrap} starts the CDI that {@code upload.war} carries only where the server has none; on a
 *       Jakarta EE server the same WAR uses the server's CDI, MicroProfile Config and JSON Binding.
 *   <li>{@link org.stowage.Startup} stops the deployment with one message when a setting or the base path is wrong; a
 *       service that cannot store must not look as if it could.
 *   <li>{@link org.stowage.Preparation} has loaded at the start what requests need: what cannot be loaded once, for want of a
 *       descriptor, never is. {@link org.stowage.Endings} ends each thing by itself.
 * </ol>
 *
 * <p>Not here: any decision about requests, tokens or files.
 */
@NullMarked
package org.stowage;

import org.jspecify.annotations.NullMarked;
