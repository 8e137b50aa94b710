/**
 * The composition root: starts what the server lacks, reads the settings, and gives the web components what they need.
 *
 * <ol>
 *   <li>{@link org.stowage.Wiring} and {@link org.stowage.ManagementWiring} are the only places that pick implementations; they see
 *       every room and no room sees them. {@link org.stowage.SettingsTranslation} turns the settings into what other rooms take.
 *   <li>{@link org.stowage.Bootstrap} starts the CDI that {@code upload.war} carries only where the server has none; on a
 *       Jakarta EE server the same WAR uses the server's CDI, MicroProfile Config and JSON Binding.
 *   <li>{@link org.stowage.Startup} opens all by {@link org.stowage.Lifecycle}, and stops the deployment with one message when a setting or the base path is wrong; a
 *       service that cannot store must not look as if it could.
 *   <li>{@link org.stowage.WarmUp} loads at the start the classes that requests need: one that cannot be loaded once, for want of a file
 *       descriptor, never is. {@link org.stowage.ShutdownSteps} are run at the end, each even if others fail.
 * </ol>
 *
 * <p>Not here: any decision about requests, tokens or files.
 */
@NullMarked
package org.stowage;

import org.jspecify.annotations.NullMarked;
