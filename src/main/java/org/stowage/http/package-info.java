/**
 * Where requests arrive and leave: the servlet translates, small values decide.
 *
 * <ol>
 *   <li>A PUT is answered in the order of {@link org.stowage.http.UploadGate}, all of it before the body is read, so that a
 *       refusal meets {@code Expect: 100-continue}; every refusal is a {@link org.stowage.http.Refusal}: status, code and
 *       sentence in one table.
 *   <li>Then the {@link org.stowage.retention.Keeper} is asked for room, which is held until the body is stored or has
 *       failed; how a {@link org.stowage.http.Shortage} is told depends on whose it is.
 *   <li>What the admin has banned is refused before the body is read where the slot tells, else when all of it has arrived
 *       ({@link org.stowage.retention.Warden}); downloads are not asked, for what is banned is buried.
 *   <li>A body is taken without blocking ({@link org.stowage.http.BodyReceiver}) and given without blocking: no thread waits
 *       for a client, and no I/O thread for a disk.
 *   <li>An upload ends once ({@link org.stowage.http.RunningUpload}), whatever throws, and no later than its connection, its stream,
 *       or the time for which it may wait for its client: the {@link org.stowage.http.UploadWatch} does not rely on a server to
 *       tell. What has happened to a file is answered, although it cannot be counted, logged or audited
 *       ({@link org.stowage.http.IndependentSteps}).
 *   <li>A {@link org.stowage.http.BodyWay} gives a body: the server's own {@code sendfile} where it has one for the request,
 *       else {@link org.stowage.http.BodySender}, which copies. On Undertow plain downloads are answered before the servlet;
 *       there it only sees the rest. The log says at start which way is the first.
 *   <li>A GET or HEAD is planned as a whole by {@link org.stowage.http.DownloadPlan}, from the request's headers and the
 *       file's description only, whatever way the bytes take later (RFC 9110 §13, §14).
 *   <li>A DELETE (Metronome) is answered only where a delete secret is set; the token is looked at before the file, so that
 *       it tells nobody what exists. What is left is a tombstone: 410 to GET, 409 to PUT.
 *       {@link org.stowage.http.AllowedMethods} says everywhere whether it is supported.
 *   <li>The path is read from the raw request URI: {@code getPathInfo()} cuts {@code ;…} and normalises, which breaks the
 *       HMAC. {@code getParameter} is never called, for it would read the body.
 *   <li>Every answer, errors included, can be read by a web client from anywhere, or where the settings say
 *       ({@link org.stowage.http.Cors}), and runs nothing in a browser: {@link org.stowage.http.CommonHeaders}.
 *   <li>A request is served by the {@link org.stowage.http.Terms} that held when it came, to its end.
 *   <li>One log line for an upload or a refusal, written at the door ({@link org.stowage.http.Exchange}): never a query, a
 *       token or a MAC.
 *   <li>What a request does is counted by its {@link org.stowage.http.Meter}; who answers before the servlet counts by himself.
 *   <li>The same door tells the audit log what a PUT or DELETE did ({@link org.stowage.http.Witness}), before the client hears of
 *       it.
 * </ol>
 *
 * <p>Not here: how tokens are made, where bytes lie, settings. {@code jakarta.servlet} is not known beyond this room, the
 * administration's ({@code management.admin}, which has the URLs below {@code /-/}: no key begins so) and the wiring.
 */
@NullMarked
package org.stowage.http;

import org.jspecify.annotations.NullMarked;
