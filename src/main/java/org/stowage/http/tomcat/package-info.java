/**
 * What only Tomcat needs; nothing here runs elsewhere.
 *
 * <ol>
 *   <li>Tomcat takes a {@code charset} out of a media type and writes the value anew ({@code text/plain; charset=utf-8}
 *       loses its space). The type of a file must come back byte for byte (Gajim compares it), so it is put past that.
 *   <li>Tomcat's connectors send a file by themselves if request attributes name it
 *       ({@link org.stowage.http.tomcat.TomcatSendfile}): without copying, and without a thread while the client takes
 *       nothing. Not with TLS; {@code org.apache.tomcat.sendfile.support} says so per request.
 *   <li>A client that takes a download slowly has ten times the {@code connectionTimeout} between two bytes that the kernel takes
 *       ({@link org.stowage.http.tomcat.TomcatWriteTimeout}): Tomcat has no attribute for that.
 * </ol>
 *
 * <p>Not here: decisions about answers. Tomcat's classes are reached by name: some of them are hidden.
 */
@NullMarked
package org.stowage.http.tomcat;

import org.jspecify.annotations.NullMarked;
