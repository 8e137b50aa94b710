/**
 * {@code java -jar upload.war …}: the commands for administrators in a shell.
 *
 * <ol>
 *   <li>A command requests the running server ({@code org.stowage.management.api}), which has the secrets and settings;
 *       the command has none of them. It prints the lines that the server answers.
 *   <li>An order ({@link org.stowage.command.GivenOrder}) is shown before it is given, and has an id, so that a command
 *       that was broken off can be repeated.
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
