/**
 * Code that only Undertow, the web server in WildFly, needs; none of it runs on other servers.
 *
 * <ol>
 *   <li>Undertow rewrites a media type with a {@code charset} ({@code text/plain; charset=utf-8} loses its space). The
 *       type of a file must be returned byte for byte, because Gajim compares it. So it is set in Undertow's own header
 *       table.
 *   <li>A plain download is answered before the servlet ({@link org.stowage.http.undertow.DownloadHandler}), on the I/O
 *       thread that read the request. Waking a worker thread would cost more than a HEAD or a small file (measured CPU
 *       time of a HEAD: 12.8 µs in nginx, 20 here, 58 in the servlet). A look-up that is not cached is dispatched to a
 *       worker thread. The servlet answers everything that is not plain: TLS, HTTP/2, several ranges, empty files,
 *       errors.
 *   <li>So an I/O thread calls {@code lstat}, {@code open}, {@code pread} and {@code sendfile} for a plain download. If
 *       a page is not in memory, its other connections wait for the local disk. In a store that may stall they would
 *       wait for another machine or process, so such a store is never used here.
 *   <li>The servlet's own {@link org.stowage.http.DownloadPlan} plans the answer, so that both ways send the same
 *       bytes.
 *   <li>Bodies are sent by {@code sendfile(2)} in turns ({@link org.stowage.http.undertow.Transfer}) from the channel
 *       of the exchange. Undertow's {@code Sender.transferFrom} does not do: it wakes a worker thread for each turn,
 *       sends bytes beyond the range until the header fields are sent, and never ends if the file becomes shorter
 *       meanwhile. In the servlet, {@code ServletOutputStreamImpl.transferFrom} is broken in asynchronous mode.
 *   <li>When Undertow closes a connection by itself ({@code write-timeout}), it calls neither the listener of the
 *       channel nor that of the servlet. It always reports the end of the exchange, so files are closed there
 *       ({@link org.stowage.http.undertow.UndertowResponse#whenOver}).
 *   <li>Undertow calls read and write listeners on I/O threads ({@link org.stowage.http.undertow.UndertowThreads}). The
 *       store is read and written on other threads.
 *   <li>WildFly checks every password on every URL, but passwords are meant for the administration only. So the field
 *       is hidden from WildFly until the servlet authenticates the request
 *       ({@link org.stowage.http.undertow.AuthorizationExtension}).
 *   <li>By default Undertow either reads the rest of a refused body without end, with a waiting worker thread, or
 *       closes the connection while the client still sends. So {@link org.stowage.http.UnreadBody} reads the rest.
 *       Resetting the HTTP/2 stream with NO_ERROR does not do: Undertow answers the frames that are still on their way
 *       with GOAWAY.
 *   <li>The listener's {@code max-post-size} is removed for uploads by HTTP/2
 *       ({@link org.stowage.http.undertow.LargeUploads}), where it would break them off in the middle. With HTTP/1.1
 *       the listener refuses them before any code of Stowage is called.
 *   <li>Undertow searches the cookies of a request for its session and answers 500 if it cannot parse one. So they are
 *       dropped before ({@link org.stowage.http.undertow.WithoutCookies}). Undertow's method names ignore case, so
 *       methods are compared as strings.
 *   <li>With {@code allow-unescaped-characters-in-url} alone the listener decodes some URIs and not others, and answers
 *       400 to a broken escape in any parameter. {@code decode-url="false"}, set in {@code stowage.cli}, stops both.
 *   <li>Uploads by HTTP/2 get a window of 4 MiB through a private field of Undertow
 *       ({@link org.stowage.http.undertow.UploadWindow}). By default only 64 KiB move in a round trip, and a listener's
 *       {@code http2-initial-window-size} above 131,070 alone makes every upload hang.
 *   <li>Over TLS a read of Undertow's often returns 0 although the socket has bytes. So the body of an upload by HTTP/1
 *       is read a second time then ({@link org.stowage.http.undertow.SecondRead}). Otherwise the upload would be handed to
 *       another thread for each TLS record (measured: 3.9 to 6.9 s of processor time for a GiB instead of 1.7 to 2.3).
 *   <li>A request by HTTP/1.1 that a worker thread has answered is ended on the I/O thread of its connection
 *       ({@link org.stowage.http.undertow.RequestEnd}). Otherwise the I/O thread loops without a pause while the worker
 *       ends it (measured: a fifth of all processor time of small uploads).
 *   <li>When an HTTP/2 connection is closed, Undertow does not call the read listeners of its bodies: it marks the
 *       stream as broken first, and a broken stream does not wake its reader. Only the close listeners of the
 *       connection are called ({@link org.stowage.http.undertow.UndertowConnection}). They cannot be removed, so each
 *       connection has only one.
 *   <li>Before a request ends, Undertow reads the rest of its body with a waiting thread. So code that gives up a
 *       stalled client closes the stream first.
 *   <li>{@code WEB-INF/jboss-deployment-structure.xml} makes Undertow's classes visible to the WAR. XNIO stays hidden
 *       ({@link org.stowage.http.undertow.Writability}).
 *   <li>The classes of XNIO that open a file at the first answer are initialised at the deployment
 *       ({@code ServersClasses}): if that fails once, it fails until the server is restarted.
 * </ol>
 *
 * <p>Not here: decisions about answers.
 */
@NullMarked
package org.stowage.http.undertow;

import org.jspecify.annotations.NullMarked;
