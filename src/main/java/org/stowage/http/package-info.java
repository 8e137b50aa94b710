/**
 * Receives requests and sends answers: the servlet translates, small values decide.
 *
 * <ol>
 *   <li>A PUT is checked before its body is read: first its URL and header fields
 *       ({@link org.stowage.http.UploadServlet}), then file, token, size and ban ({@link org.stowage.http.UploadGate}),
 *       then the room in the store. So a refusal reaches a client that sent {@code Expect: 100-continue} before it
 *       sends the body. Every refusal is a {@link org.stowage.http.Refusal}: status, code and sentence in one table.
 *   <li>After a refusal the rest of the body is read and dropped, within bounds and without a waiting thread. Then the
 *       connection is closed ({@link org.stowage.http.UnreadBody}, RFC 9112 §9.6). Otherwise a client that writes its
 *       whole body before it reads would lose the answer. If the body has already arrived, the connection stays open.
 *   <li>The {@link org.stowage.retention.RetainingRepository} reserves room for an admitted upload until the body is
 *       stored or has failed. A {@link org.stowage.http.Shortage} says how a lack of room is answered; this depends on
 *       whose quota is exhausted.
 *   <li>A banned upload is refused before the body is read if the slot tells that it is banned, otherwise when the
 *       whole body has arrived ({@link org.stowage.retention.Takedowns}). Downloads do not check bans, because banned
 *       files are deleted.
 *   <li>Bodies are received ({@link org.stowage.http.BodyReceiver}) and sent ({@link org.stowage.http.BodySender})
 *       without blocking: no thread waits for a client, and no thread that serves several connections waits for the
 *       store. The only exception are the servers' own ways to send a file (rule 8). They run on the servers' own
 *       threads and may wait for a local disk while it reads a page into memory. They are not used where the store may
 *       stall ({@link org.stowage.storage.FileRepository#mayStall}).
 *   <li>If the store may stall, only some of the server's threads use it at once. All access to it takes place in
 *       {@link org.stowage.http.StoreTurns}; a request that waits for its turn holds no thread. What is in memory needs no turn. If nothing moves in the
 *       store, waiting requests are refused; transfers that have begun are not.
 *   <li>An upload ends exactly once ({@link org.stowage.http.RunningUpload}), even if a step throws. It ends at the
 *       latest when its connection, its HTTP/2 stream or its deployment ends, or when it has waited too long for its
 *       client. The
 *       {@link org.stowage.http.UploadWatch} does not rely on the server to report these ends. The client is told what
 *       happened to a file even if it cannot be counted, logged or audited ({@link org.stowage.http.IndependentSteps}).
 *   <li>A {@link org.stowage.http.BodyWay} sends a body: a small file from memory if it is kept there
 *       ({@link org.stowage.http.FromMemory}), else by the server's own {@code sendfile} if the server has one for this
 *       request, otherwise by {@link org.stowage.http.BodySender}, which copies. On Undertow, plain downloads are
 *       answered before they reach the servlet; the servlet gets only the rest. The log says at the start which way
 *       comes first for large files.
 *   <li>A download ends exactly once ({@link org.stowage.http.TransferEnd}), with the first outcome that is reported:
 *       the last byte, a client that goes away, a store that fails, an {@code Error}. It counts as completed when the
 *       server has accepted all of its bytes.
 *   <li>{@link org.stowage.http.DownloadPlan} plans the whole answer to a GET or HEAD from the request's header fields
 *       and the file's description, independently of the way in which the bytes are sent later (RFC 9110 §13, §14).
 *   <li>DELETE (Metronome) is supported only if a delete secret is set; {@link org.stowage.http.AllowedMethods}
 *       announces whether it is. The token is checked before the file is looked up, so a wrong token does not reveal
 *       which files exist. A deletion leaves a tombstone: GET is answered with 410, PUT with 409.
 *   <li>The media type of a file is returned byte for byte, with one exception: a browser that opens a plain text
 *       without a charset is told that it is UTF-8, if it is ({@link org.stowage.http.TextCharset}). The header field
 *       that identifies browsers is never sent by chat clients; {@code Vary} names it for caches.
 *   <li>The path is read from the raw request URI, because {@code getPathInfo()} removes {@code ;…} and normalises,
 *       which breaks the HMAC. Raw bytes that a server lets through arrive as ISO 8859-1; only
 *       {@link org.stowage.storage.FileKey} decodes them as UTF-8. {@code getParameter} is never called, because it
 *       would read the body.
 *   <li>Method names are compared exactly; cookies are not read. A request with two different lines of a header field
 *       that may occur only once is refused if the field matters (length, type, token).
 *   <li>Every answer, errors included, can be read by web pages of any origin, or of the origins in the settings
 *       ({@link org.stowage.http.Cors}), and runs nothing in a browser ({@link org.stowage.http.CommonHeaders}).
 *   <li>A request is served to its end with the {@link org.stowage.http.RequestSettings} that were in force when it
 *       came. They include the {@link org.stowage.http.Tenant} of its URL with its secrets, which is looked up once.
 *   <li>The base URL itself is not a file. GET answers in two sentences what this service is, and never which files
 *       there are.
 *   <li>A request is read in one place ({@code ParsedRequest}) and answered by one {@code Responder}. Its outcome is
 *       one {@code RequestEvent}, which counters, audit log and log each receive even if another of them fails.
 *       Downloads that are answered before the servlet are counted by the same {@link org.stowage.http.Meter}.
 *   <li>An upload or a refusal has one line in the log, without query, token or MAC. A thread passes the lines on to the
 *       server ({@link org.stowage.http.LogQueue}), because most handlers let one thread write at a time (measured:
 *       at 64 connections, half of the time of small uploads was waiting there). The settings can leave out the
 *       client's address.
 *   <li>The audit log has the result of a PUT or DELETE before the client receives the answer.
 * </ol>
 *
 * <p>Not here: how tokens are made, where bytes are stored, settings. {@code jakarta.servlet} is used only in this
 * room, in {@code management.admin} (the URLs below {@code /-/}; no key begins with these characters) and in the
 * wiring.
 */
@NullMarked
package org.stowage.http;

import org.jspecify.annotations.NullMarked;
