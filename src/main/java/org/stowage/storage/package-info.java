/**
 * What a stored file is, and what every store promises. Each store has a sub-room.
 *
 * <ol>
 *   <li>The name of a file is its {@link org.stowage.storage.FileKey}: the path below the base URL, percent-decoded
 *       once and strictly, because that is what the XMPP server signed. An illegal path has no key. A backslash is
 *       legal, because users have such names.
 *   <li>A file becomes visible whole, with its description, in one step, and is never overwritten: of several uploads
 *       to one key exactly one is published (XEP-0363 §4; {@code mod_http_upload_external} asks for 409).
 *   <li>A published file is durable before {@link org.stowage.storage.PendingUpload#publish()} returns, unless the
 *       admin has chosen otherwise.
 *   <li>A pending upload that is closed, or whose process ends, leaves nothing that can be read or that blocks its key.
 *   <li>A deleted file leaves a {@link org.stowage.storage.Tombstone} in its place, in one step: a URL whose token is
 *       still valid (tokens of v1, v2 and Metronome never end) cannot be PUT again. A tombstone may be purged when it
 *       is old enough, or when no token of the file can be valid any more. It does not contain the name of the file, so
 *       that a store can keep many in one place.
 *   <li>A method that may wait says so: {@link org.stowage.storage.FileRepository#known} never waits for another
 *       machine, {@link org.stowage.storage.FileRepository#find} may. A thread that serves several connections asks
 *       {@link org.stowage.storage.FileRepository#mayStall} before it reads.
 *   <li>Only a {@link org.stowage.storage.ContentSource} knows whether a content is a file of this machine, which the
 *       kernel can send ({@link org.stowage.storage.FileRegion}), or must be read through the store
 *       ({@link org.stowage.storage.ByteStream}). A way of sending that needs the first leaves the second to another
 *       way.
 *   <li>The content of a small file that is asked for repeatedly may be kept in memory
 *       ({@link org.stowage.storage.ContentCache}). For each request the store first checks that it still has that very
 *       content. So a deleted file is never served, even if another process deleted it. A store that is asked over a network knows a
 *       content by its version, and asks anew when the last look-up is older than two seconds: within that time a file may still be
 *       served that another process has deleted.
 *   <li>A caller gives an {@link org.stowage.storage.Entry} back to the store unchanged, to delete, purge or open
 *       exactly that one: a store that compares and sets finds its version in it.
 *   <li>Functions that only some users of a store need are interfaces of their own:
 *       {@link org.stowage.storage.Listing}, {@link org.stowage.storage.Bans}, {@link org.stowage.storage.Capacity},
 *       {@link org.stowage.storage.TimeMemory}.
 *   <li>A {@link org.stowage.storage.Ban} holds for all processes as soon as it is durable.
 *   <li>Exceptions mean what the JDK says: {@link java.nio.file.FileAlreadyExistsException},
 *       {@link java.nio.file.NoSuchFileException}. {@link org.stowage.storage.OutOfSpaceException} and
 *       {@link org.stowage.storage.StoreMissingException} are added.
 *   <li>A store that is not there (its disk is not mounted) never looks empty: every call that may throw an
 *       {@link java.io.IOException} then throws {@link org.stowage.storage.StoreMissingException}. It works again when
 *       the store is back.
 * </ol>
 *
 * <p>Not here: HTTP, tokens, settings. This room uses no other room.
 */
@NullMarked
package org.stowage.storage;

import org.jspecify.annotations.NullMarked;
