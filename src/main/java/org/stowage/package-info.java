/**
 * The composition root: starts what the server lacks, reads the settings, and provides the web components with their
 * dependencies.
 *
 * <ol>
 *   <li>Implementations are chosen only in {@link org.stowage.Wiring}, {@link org.stowage.ManagementWiring} and {@link
 *       org.stowage.NodesWiring}. They use every room, and no room uses them. {@link org.stowage.SettingsTranslation} translates the settings into the
 *       values of other rooms.
 *   <li>{@link org.stowage.Bootstrap} starts the CDI container in {@code upload.war} only if the server has none. On a
 *       Jakarta EE server the same WAR uses the server's CDI, MicroProfile Config and JSON Binding.
 *   <li>{@link org.stowage.Startup} opens everything through {@link org.stowage.Lifecycle}. It stops the deployment
 *       with one message if a setting or the base path is wrong, because a service that cannot store files must not
 *       look as if it could.
 *   <li>{@link org.stowage.WarmUp} loads at the start the classes that requests need: if loading a class fails once for
 *       lack of a file descriptor, it fails until a restart. {@link org.stowage.ShutdownSteps} run at the end, each
 *       even if others fail.
 *   <li>{@link org.stowage.Rehearsals} answers requests of every kind before the first client sends one. {@link
 *       org.stowage.http.Rehearsal} has the requests, {@link org.stowage.RehearsalStore} a store of their own. Clients,
 *       admins, figures and logs see nothing of it.
 * </ol>
 *
 * <p>Not here: any decision about requests, tokens or files.
 */
@NullMarked
package org.stowage;

import org.jspecify.annotations.NullMarked;
