/**
 * What a stored file is, and what every store promises; one sub-room holds each store.
 *
 * <ol>
 *   <li>A file is named by its {@link org.stowage.storage.FileKey}: the path below the base URL, percent-decoded once and
 *       strictly, because that is what the XMPP server signed. An illegal path has no key. A backslash is legal: users have
 *       such names.
 *   <li>A file becomes visible whole, with its description, in one step, and is never overwritten: of several uploads to
 *       one key exactly one is published (XEP-0363 §4; {@code mod_http_upload_external} asks for 409).
 *   <li>What was published is durable before {@link org.stowage.storage.PendingUpload#publish()} returns, unless the
 *       admin chose otherwise.
 *   <li>A pending upload that is closed, or whose process dies, leaves nothing that can be read or that blocks its key.
 *   <li>A deleted file leaves a {@link org.stowage.storage.Tombstone} in its place, in one step: a URL whose token is
 *       still right (those of v1, v2 and Metronome never end) cannot be PUT again. It may be purged when it is old enough, or no
 *       token of the file can be right any more. It does not know its name, so that a store can keep many in one place.
 *   <li>What may wait is asked so: {@link org.stowage.storage.FileRepository#known} never waits for another machine,
 *       {@link org.stowage.storage.FileRepository#find} may. Whoever serves several connections with one thread asks
 *       {@link org.stowage.storage.FileRepository#mayStall} before he reads there.
 *   <li>Only a {@link org.stowage.storage.ContentSource} knows whether a content is a file of this machine, which a kernel can
 *       send ({@link org.stowage.storage.FileRegion}), or must be read through the store ({@link
 *       org.stowage.storage.ByteStream}). A way of sending that needs the first leaves the second to another way.
 *   <li>Contents of small files that are asked for again may be kept in memory ({@link org.stowage.storage.ContentCache}). None is
 *       given before the store has looked whether it still has that very content, for each request: what was deleted by
 *       whomever is not shown, and nobody need tell. A store that is asked over a network knows a content by its version.
 *   <li>An {@link org.stowage.storage.Entry} that a store has shown is given back to it as it is, to delete, purge or open that
 *       very one: a store that compares and sets finds its version there.
 *   <li>What not every user of a store needs it hands out: {@link org.stowage.storage.Listing}, {@link
 *       org.stowage.storage.Bans}, {@link org.stowage.storage.Capacity}, {@link org.stowage.storage.TimeMemory}.
 *   <li>A {@link org.stowage.storage.Ban} holds at once for all processes, as soon as it is durable.
 *   <li>Exceptions mean what the JDK means by them: {@link java.nio.file.FileAlreadyExistsException},
 *       {@link java.nio.file.NoSuchFileException}; {@link org.stowage.storage.OutOfSpaceException} and
 *       {@link org.stowage.storage.StoreMissingException} are the additions.
 *   <li>A store that is not there (a disk that is not mounted) never looks empty: every call that may throw an
 *       {@link java.io.IOException} throws {@link org.stowage.storage.StoreMissingException} then, and works again when the
 *       store is back.
 * </ol>
 *
 * <p>Not here: HTTP, tokens, settings. This room sees no other room.
 */
@NullMarked
package org.stowage.storage;

import org.jspecify.annotations.NullMarked;
