/**
 * Servers that a test starts, kills and restarts on its own.
 *
 * <ol>
 *   <li>Each has a folder of its own (configuration, deployments, log) below {@code target/servers/own}; the unpacked
 *       home is shared and never written to.
 *   <li>Each listens on free ports of 127.0.0.1 and keeps them over a restart.
 *   <li>The process that is killed is the server itself: no script stands between.
 *   <li>A server ends with {@link org.stowage.server.ServerProcess#close()} or, whatever happens, with the test's JVM.
 * </ol>
 *
 * Not here: the tests of uploads and downloads, which Arquillian runs in servers that live as long as the test class.
 */
@NullMarked
package org.stowage.server;

import org.jspecify.annotations.NullMarked;
