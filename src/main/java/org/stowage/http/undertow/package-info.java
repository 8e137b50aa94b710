/**
 * What only Undertow, the web server in WildFly, needs; nothing here runs elsewhere.
 *
 * <ol>
 *   <li>Undertow takes a {@code charset} out of a media type and writes the value anew ({@code text/plain; charset=utf-8}
 *       loses its space). The type of a file must come back byte for byte (Gajim compares it), so it is put past that.
 *   <li>A plain download is answered before the servlet ({@link org.stowage.http.undertow.DownloadHandler}), on the I/O thread
 *       that has read the request: to wake a worker thread costs more than a HEAD or a small file (measured: 12.8 µs of CPU
 *       for a HEAD in nginx, 20 here, 58 in the servlet). A look-up of what is not known yet goes to a worker all the same.
 *       All other requests fall through to the servlet: TLS, HTTP/2, several ranges, empty files, errors.
 *   <li>So an I/O thread makes the {@code lstat}, {@code open}, {@code pread} and {@code sendfile} of a plain download, and a page
 *       that is not in memory makes its other connections wait for a disk of this machine. They would wait for another machine or
 *       for a process, so of a store that may stall nothing is answered here.
 *   <li>The answer is planned by the servlet's own {@link org.stowage.http.DownloadPlan}, so that both ways give the same bytes.
 *   <li>Bodies are sent by {@code sendfile(2)} in turns ({@link org.stowage.http.undertow.Transfer}) from the channel of the
 *       exchange. Undertow's {@code Sender.transferFrom} was tried: it wakes a worker for each turn, takes bytes beyond the
 *       stretch while the header fields are not out, and never ends when a file gets shorter meanwhile. In the servlet
 *       {@code ServletOutputStreamImpl.transferFrom} is broken in asynchronous mode.
 *   <li>A connection that Undertow closes by itself ({@code write-timeout}) makes it call no listener of ours: neither that of
 *       the channel nor the servlet's. Only the end of the exchange is always told, so that is where files are closed
 *       ({@link org.stowage.http.undertow.UndertowResponse#whenOver}).
 *   <li>Listeners of bodies are called on an I/O thread ({@link org.stowage.http.undertow.UndertowThreads}): bodies are stored, and
 *       read from the store, elsewhere.
 *   <li>WildFly checks every password that it is sent, on every URL; ours are for the administration's only, so that the field is
 *       hidden from it until the servlet asks ({@link org.stowage.http.undertow.AuthorizationExtension}).
 *   <li>Left to itself Undertow reads the rest of a refused body with a worker thread that waits, for ever, or closes the connection
 *       on it; so {@link org.stowage.http.UnreadBody} does it. To reset the stream of HTTP/2 with NO_ERROR instead was tried: Undertow
 *       answers what is still on its way with GOAWAY.
 *   <li>The listener's {@code max-post-size} is lifted for uploads by HTTP/2 ({@link org.stowage.http.undertow.LargeUploads}), where
 *       it would break them off in the middle; with HTTP/1.1 it has refused them before anybody here is asked.
 *   <li>Undertow looks for its session among the cookies of a request, and fails with 500 where it cannot parse one: they are
 *       dropped before ({@link org.stowage.http.undertow.WithoutCookies}). Its names of methods ignore case: they are compared
 *       as texts.
 *   <li>With {@code allow-unescaped-characters-in-url} alone the listener gives the URI decoded, though not always, and a broken
 *       escape in any parameter is its own 400: both end with {@code decode-url="false"}, as {@code stowage.cli} has it.
 *   <li>Uploads by HTTP/2 have a window of 4 MiB from Undertow's private channel, reached by its name
 *       ({@link org.stowage.http.undertow.UploadWindow}): as it comes, 64 KiB move in a round trip, and a listener's
 *       {@code http2-initial-window-size} above 131,070 alone makes every upload hang.
 *   <li>When a connection of HTTP/2 is closed, the listeners of the bodies on it are not called: a stream that is closed marks itself
 *       as broken before it would wake its reader, which a broken one does not. Only the listeners of the connection are told
 *       ({@link org.stowage.http.undertow.UndertowConnection}); their list cannot be shortened, so there is one for each.
 *   <li>Undertow reads the rest of a body before a request is over, and a thread waits for it: who gives up on a client that stalls
 *       closes its stream first.
 *   <li>{@code WEB-INF/jboss-deployment-structure.xml} shows Undertow to the WAR. XNIO below it stays hidden
 *       ({@link org.stowage.http.undertow.Writability}).
 *   <li>What XNIO opens with the first answer is opened at the deployment ({@code ServersClasses}): where that
 *       fails, it never works again.
 * </ol>
 *
 * <p>Not here: decisions about answers.
 */
@NullMarked
package org.stowage.http.undertow;

import org.jspecify.annotations.NullMarked;
