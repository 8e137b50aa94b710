/**
 * {@code java -jar upload.war …}: the administration's calls from a shell.
 *
 * <ol>
 *   <li>It asks the running server ({@code org.stowage.management.check.DiagnosisCalls}), which knows secrets and settings; it has none
 *       itself.
 *   <li>Java loads it out of the root of the WAR, so it sees nothing but the JDK.
 *   <li>Passwords and tokens come from the environment, the terminal or standard input: arguments are for all processes to read.
 * </ol>
 *
 * <p>Not here: answers.
 */
@NullMarked
package org.stowage.command;

import org.jspecify.annotations.NullMarked;
