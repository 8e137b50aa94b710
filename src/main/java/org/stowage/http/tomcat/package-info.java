/**
 * Code that only Tomcat needs; none of it runs on other servers.
 *
 * <ol>
 *   <li>Tomcat rewrites a media type with a {@code charset} ({@code text/plain; charset=utf-8} loses its space). The
 *       type of a file must be returned byte for byte, because Gajim compares it. So it is set in Tomcat's own header
 *       table.
 *   <li>Tomcat's connectors send a file by themselves if request attributes name it
 *       ({@link org.stowage.http.tomcat.TomcatSendfile}): without copying, and without a thread while the client
 *       accepts nothing. This does not work with TLS; {@code org.apache.tomcat.sendfile.support} says for each request
 *       whether it does. After the first bytes the connector's one poller thread sends the rest for all connections, so
 *       this is not used where the store may stall.
 *   <li>A client of a download has ten times the {@code connectionTimeout} to accept more bytes
 *       ({@link org.stowage.http.tomcat.TomcatSocket}). Tomcat has no attribute for that.
 *   <li>Tomcat 11 closes the stream of the request as soon as {@code Content-Length} bytes have been written to the
 *       stream of the response. A writer does not have this effect, so refusals are written by a writer, and the rest
 *       of the body can be read.
 * </ol>
 *
 * <p>Not here: decisions about answers. Tomcat's classes are reached by reflection, because some of them are hidden.
 */
@NullMarked
package org.stowage.http.tomcat;

import org.jspecify.annotations.NullMarked;
