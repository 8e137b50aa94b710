/**
 * Where requests arrive and leave: the servlet translates, small values decide.
 *
 * <ol>
 *   <li>A PUT is refused by its URL and header fields ({@link org.stowage.http.UploadServlet}), then by file, token, size and ban
 *       ({@link org.stowage.http.UploadGate}), then for want of room; all of it before the body is read, so that a refusal meets {@code Expect: 100-continue}; every refusal is a {@link org.stowage.http.Refusal}: status, code and
 *       sentence in one table.
 *   <li>After a refusal the rest of the body is read and dropped, without a thread that waits and within bounds, and the
 *       connection is closed then ({@link org.stowage.http.UnreadBody}, RFC 9112 §9.6): who writes first would lose the answer.
 *       A body that has arrived with its request leaves the connection open.
 *   <li>Then the {@link org.stowage.retention.RetainingRepository} is asked for room, which is held until the body is stored or has
 *       failed; how a {@link org.stowage.http.Shortage} is told depends on whose it is.
 *   <li>What the admin has banned is refused before the body is read where the slot tells, else when all of it has arrived
 *       ({@link org.stowage.retention.Takedowns}); downloads are not checked, because what is banned is deleted.
 *   <li>A body is taken without blocking ({@link org.stowage.http.BodyReceiver}) and given without blocking
 *       ({@link org.stowage.http.BodySender}): no thread waits for a client, and none that serves several connections for the
 *       store. The one exception are the ways of the next rule but one, on the servers' own threads: they wait for a disk of this
 *       machine, for as long as it takes to bring a page into memory, and are not taken where the store may stall
 *       ({@link org.stowage.storage.FileRepository#mayStall}).
 *   <li>In a store that may stall only a part of the server's threads are at once: all that touches it is done in
 *       {@link org.stowage.http.StoreTurns}, and what waits for its turn waits without a thread. A request that waits while
 *       nothing moves is refused; a transfer that has begun is not.
 *   <li>An upload ends once ({@link org.stowage.http.RunningUpload}), even if a step throws, and no later than its connection, its stream,
 *       its deployment, or the time for which it may wait for its client: the {@link org.stowage.http.UploadWatch} does not rely on
 *       a server to tell. What has happened to a file is answered, although it cannot be counted, logged or audited
 *       ({@link org.stowage.http.IndependentSteps}).
 *   <li>A {@link org.stowage.http.BodyWay} gives a body: the server's own {@code sendfile} where it has one for the request,
 *       else {@link org.stowage.http.BodySender}, which copies. On Undertow plain downloads are answered before the servlet;
 *       there it only sees the rest. The log says at start which way is the first.
 *   <li>A download ends once ({@link org.stowage.http.TransferEnd}), with the outcome that is told first: the last byte, a client that
 *       goes away, a store that fails, an {@code Error}. It counts as completed when the server has taken all of its bytes.
 *   <li>A GET or HEAD is planned as a whole by {@link org.stowage.http.DownloadPlan}, from the request's headers and the
 *       file's description only, however the bytes are sent later (RFC 9110 §13, §14).
 *   <li>A DELETE (Metronome) is answered only where a delete secret is set; the token is looked at before the file, so that
 *       it tells nobody what exists. What is left is a tombstone: 410 to GET, 409 to PUT.
 *       {@link org.stowage.http.AllowedMethods} says everywhere whether it is supported.
 *   <li>The media type of a file comes back byte for byte, with one exception: a browser that shows a plain text without a
 *       charset is told that it is UTF-8 where it is ({@link org.stowage.http.TextCharset}). Clients never send what browsers
 *       are known by there, and caches are told by {@code Vary}.
 *   <li>The path is read from the raw request URI: {@code getPathInfo()} cuts {@code ;…} and normalises, which breaks the
 *       HMAC. Raw bytes in it arrive as ISO 8859-1 where a server lets them through, and are decoded as the UTF-8 they must be
 *       in {@link org.stowage.storage.FileKey} only. {@code getParameter} is never called, because it would read the body.
 *   <li>Methods are compared exactly, cookies are not looked at, and of a field that may be there once two different lines are
 *       refused where they would matter (length, type, token).
 *   <li>Every answer, errors included, can be read by a web client from anywhere, or where the settings say
 *       ({@link org.stowage.http.Cors}), and runs nothing in a browser: {@link org.stowage.http.CommonHeaders}.
 *   <li>A request is served by the {@link org.stowage.http.RequestSettings} that held when it came, to its end: the {@link
 *       org.stowage.http.Tenant} of its URL and that one's secrets are among them, and are looked up once.
 *   <li>The base URL itself is no file: GET says in two sentences what this is, and never what there is.
 *   <li>A request is read in one place ({@code ParsedRequest}), answered by one {@code Responder}, and what it has come
 *       to is one {@code RequestEvent}, of which counters, audit log and log are told, each although another fails. Downloads that
 *       are answered before the servlet are counted by the same {@link org.stowage.http.Meter}.
 *   <li>An upload or a refusal has one line in the log: never a query, a token or a MAC. The client's address in it can be left out.
 *   <li>The audit log has what a PUT or DELETE did before the client hears of it.
 * </ol>
 *
 * <p>Not here: how tokens are made, where bytes lie, settings. {@code jakarta.servlet} is not known beyond this room, the
 * administration's ({@code management.admin}, which has the URLs below {@code /-/}: no key begins so) and the wiring.
 */
@NullMarked
package org.stowage.http;

import org.jspecify.annotations.NullMarked;
