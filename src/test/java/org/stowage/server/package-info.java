/**
 * Every server of every integration test, and the tests that start, kill and restart one of their own.
 *
 * <ol>
 *   <li>Each has a folder of its own (configuration, deployments, log) below {@code target/servers/own}; the unpacked
 *       home is shared and never written to.
 *   <li>Each listens on free ports of 127.0.0.1 and keeps them over a restart.
 *   <li>The process that is killed is the server itself: no script stands between. It has one compiler only, which halves the
 *       processor time of a start; so a test that shares a Tomcat saves next to nothing, and most have one of their own.
 *   <li>A server ends with {@link org.stowage.server.ServerProcess#close()} or, whatever happens, with the test's JVM.
 * </ol>
 *
 * Arquillian's tests ({@link org.stowage.it}, {@link org.stowage.xmpp}) run on a server that {@link
 * org.stowage.server.ArquillianServers} starts here. What must be there before the first test is packed and unpacked by {@code mvn
 * -DskipTests pre-integration-test}; where it is stands in {@code servers.properties}.
 *
 * <p>Not here: what uploads and downloads do on each server.
 */
@NullMarked
package org.stowage.server;

import org.jspecify.annotations.NullMarked;
