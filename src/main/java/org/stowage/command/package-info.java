/**
 * {@code java -jar upload.war …}: the commands for administrators in a shell.
 *
 * <ol>
 *   <li>A command requests the running server ({@code org.stowage.management.check.DiagnosisCalls}), which has the
 *       secrets and settings; the command has none of them.
 *   <li>Java loads these classes from the root of the WAR, so they use nothing but the JDK.
 *   <li>Passwords and tokens come from the environment, the terminal or standard input, because every process can read
 *       arguments.
 * </ol>
 *
 * <p>Not here: what the answers say.
 */
@NullMarked
package org.stowage.command;

import org.jspecify.annotations.NullMarked;
