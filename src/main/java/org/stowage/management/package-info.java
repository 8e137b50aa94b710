/**
 * What an admin's console can do with a running deployment: MXBeans that show and order.
 *
 * <ol>
 *   <li>The MXBeans have the context path in their names, for two copies of the WAR may run in one server; where
 *       another host has the same path, the host too. A bean that cannot be registered stops no upload.
 *   <li>What an admin types is untrusted: it is read strictly, and what is wrong is an exception of one sentence.
 *   <li>What a console gets from an MXBean, exceptions too, is of the JDK ({@link org.stowage.management.JdkOnlyMBean}): it has no class
 *       of ours.
 *   <li>Nothing in this room and those below it shows a secret or a token. An order that fails names the path of the disk that
 *       could not be read or written: whoever gives orders may read the log.
 * </ol>
 *
 * <p>Rooms of its own have what is counted ({@code metrics}), what is looked at ({@code health}, {@code check}), and the URLs below
 * {@code /-/} ({@code admin}). Not here: decisions. Who counts calls; nobody here looks into requests for files.
 */
@NullMarked
package org.stowage.management;

import org.jspecify.annotations.NullMarked;
