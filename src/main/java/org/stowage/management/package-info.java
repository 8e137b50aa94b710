/**
 * The MXBeans through which an admin's console shows a running deployment and gives it orders.
 *
 * <ol>
 *   <li>The name of an MXBean has the context path, because two copies of the WAR may run in one server; if another
 *       host has the same path, also the host. Uploads work without the MXBeans.
 *   <li>An admin's input is untrusted: it is parsed strictly, and wrong input is an exception with one sentence.
 *   <li>Values and exceptions that an MXBean sends to a console are of JDK classes
 *       ({@link org.stowage.management.JdkOnlyMBean}), because the console does not have the classes of the WAR.
 *   <li>Nothing in this package and its subpackages shows a secret or a token. The message of a failed order names the
 *       path on the disk that could not be read or written, because an admin may read the log anyway.
 * </ol>
 *
 * <p>In subpackages: counters ({@code metrics}), {@code health}, the checks ({@code check}), what happened ({@code
 * history}) and happens ({@code traffic}), the orders of admins as jobs ({@code orders}), the URLs below {@code /-/}
 * ({@code admin}), the JSON API there ({@code api}), and the {@code page} that asks it. Not here: decisions about uploads and downloads. The code that handles requests calls
 * the counters; no class here inspects these requests.
 */
@NullMarked
package org.stowage.management;

import org.jspecify.annotations.NullMarked;
