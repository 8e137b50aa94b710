/**
 * What only Tomcat needs; nothing here runs elsewhere.
 *
 * <ol>
 *   <li>Tomcat takes a {@code charset} out of a media type and writes the value anew ({@code text/plain; charset=utf-8}
 *       loses its space). The type of a file must come back byte for byte (Gajim compares it), so it is put past that.
 *   <li>Tomcat's connectors send a file by themselves if request attributes name it
 *       ({@link org.stowage.http.tomcat.TomcatSendfile}): without copying, and without a thread while the client takes
 *       nothing. Not with TLS; {@code org.apache.tomcat.sendfile.support} says so per request. After the first bytes the one
 *       thread that waits for all connections sends the rest, so it is not used where the store may stall.
 *   <li>A client that takes a download slowly has ten times the {@code connectionTimeout} between two bytes that the kernel takes
 *       ({@link org.stowage.http.tomcat.TomcatSocket}): Tomcat has no attribute for that.
 *   <li>Tomcat 11 closes the request's stream as soon as an answer's Content-Length has been written to the stream of the response; a
 *       writer does not do that, so refusals are written by one, and the rest of the body can be read and dropped.
 * </ol>
 *
 * <p>Not here: decisions about answers. Tomcat's classes are reached by name: some of them are hidden.
 */
@NullMarked
package org.stowage.http.tomcat;

import org.jspecify.annotations.NullMarked;
