package org.stowage.storage;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The bans of a store. A ban holds for all processes that use the store, from the moment at which it is added. Files
 * that are already stored are not touched. Safe for any number of threads.
 */
public interface Bans {

    /**
     * Tells whether something is banned.
     *
     * @throws IOException if the store cannot be read
     */
    boolean has(Ban.Kind kind, String value) throws IOException;

    /**
     * Returns the kinds of which anything is banned, by one look for all.
     *
     * @throws IOException if the store cannot be read
     */
    Set<Ban.Kind> kinds() throws IOException;

    /**
     * Tells whether anything of a kind was banned at the last look, mostly without another one; true if that cannot be told. A ban that
     * this object has added counts at once; one of another process may be missed until the next look.
     */
    boolean hadAny(Ban.Kind kind);

    /**
     * Bans something, durably.
     *
     * @return false if it is banned already; that ban stays as it is
     * @throws IOException if the store cannot be written; it is then unknown whether the ban holds, and whether it is
     *     durable
     */
    boolean add(Ban ban) throws IOException;

    /**
     * Lifts a ban, durably.
     *
     * @return false if there is none
     * @throws IOException if the store cannot be written
     */
    boolean remove(Ban.Kind kind, String value) throws IOException;

    /**
     * Returns all bans of a kind, the oldest first.
     *
     * @throws IOException if they cannot be read; the message names the damaged file
     */
    List<Ban> all(Ban.Kind kind) throws IOException;
}
