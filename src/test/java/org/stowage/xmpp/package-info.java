/**
 * Real XMPP servers and real clients against a running upload service, as XEP-0363 lets them meet.
 *
 * <ol>
 *   <li>A program that is not installed skips its tests and says which package is missing; where the environment
 *       variable {@code CI} is {@code true} it fails them, so that a green build means that they ran.
 *   <li>Everything listens on 127.0.0.1, writes below one temporary folder, and is ended by its process id, also when a
 *       test fails or the virtual machine is told to stop.
 *   <li>Slot URLs stay strings until they are used: {@code java.net.URL} drops a last segment {@code ..} (Smack's own
 *       {@code Slot} is made of such URLs), and these are the names that an upload service must refuse.
 * </ol>
 *
 * <p>Not here: vectors and single answers; they are tested in the rooms that give them.
 */
@NullMarked
package org.stowage.xmpp;

import org.jspecify.annotations.NullMarked;
