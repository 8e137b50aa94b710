/**
 * What only Undertow, the web server in WildFly, needs; nothing here runs elsewhere.
 *
 * <ol>
 *   <li>Undertow takes a {@code charset} out of a media type and writes the value anew ({@code text/plain; charset=utf-8}
 *       loses its space). The type of a file must come back byte for byte (Gajim compares it), so it is put past that.
 *   <li>A plain download is answered before the servlet ({@link org.stowage.http.undertow.DownloadHandler}), on the I/O thread
 *       that has read the request: to wake a worker thread costs more than a HEAD or a small file (measured: 12.8 µs of CPU
 *       for a HEAD in nginx, 20 here, 58 in the servlet). A look-up that may wait for a disk goes to a worker all the same.
 *       Whoever is not plain falls through to the servlet: TLS, HTTP/2, several ranges, errors.
 *   <li>The answer is planned by the servlet's own {@link org.stowage.http.DownloadPlan}, so that both ways give the same bytes.
 *   <li>Bodies are sent by {@code sendfile(2)} in turns ({@link org.stowage.http.undertow.Transfer}) from the channel of the
 *       exchange. Undertow's {@code Sender.transferFrom} was tried: it wakes a worker for each turn, takes bytes beyond the
 *       stretch while the header fields are not out, and never ends when a file gets shorter meanwhile. In the servlet
 *       {@code ServletOutputStreamImpl.transferFrom} is broken in asynchronous mode.
 *   <li>A connection that Undertow closes by itself ({@code write-timeout}) makes it call no listener of ours: neither that of
 *       the channel nor the servlet's. Only the end of the exchange is always told, so that is where files are closed
 *       ({@link org.stowage.http.undertow.UndertowResponse#whenOver}).
 *   <li>A body is announced on an I/O thread ({@link org.stowage.http.undertow.UndertowThreads}): it is stored elsewhere.
 *   <li>WildFly checks every password that it is sent, on every URL; ours are for the administration's only, so that the field is
 *       hidden from it until the servlet asks ({@link org.stowage.http.undertow.AuthorizationExtension}).
 *   <li>The listener's {@code max-post-size} is lifted for uploads by HTTP/2 ({@link org.stowage.http.undertow.LargeUploads}), where
 *       it would break them off in the middle; with HTTP/1.1 it has refused them before anybody here is asked.
 *   <li>When a connection of HTTP/2 is closed, the listeners of the bodies on it are not called: a stream that is closed marks itself
 *       as broken before it would wake its reader, which a broken one does not. Only the listeners of the connection are told
 *       ({@link org.stowage.http.undertow.UndertowConnection}); their list cannot be shortened, so there is one for each.
 *   <li>Undertow reads the rest of a body before a request is over, and a thread waits for it: who gives up on a client that stalls
 *       closes its stream first.
 *   <li>{@code WEB-INF/jboss-deployment-structure.xml} shows Undertow to the WAR. XNIO below it stays hidden
 *       ({@link org.stowage.http.undertow.Writability}).
 * </ol>
 *
 * <p>Not here: decisions about answers.
 */
@NullMarked
package org.stowage.http.undertow;

import org.jspecify.annotations.NullMarked;
