package org.stowage.storage;

import java.io.IOException;
import java.util.List;

/**
 * What is banned from a store, for all processes that use it, from the moment at which it is added. Safe for any number of
 * threads. Files that are there already are not touched.
 */
public interface Bans {

    /**
     * Tells whether something is banned.
     *
     * @throws IOException if that cannot be told
     */
    boolean has(Ban.Kind kind, String value) throws IOException;

    /**
     * Tells whether anything of a kind is banned.
     *
     * @throws IOException if that cannot be told
     */
    boolean hasAny(Ban.Kind kind) throws IOException;

    /**
     * Tells whether anything of a kind was banned when somebody asked last, mostly without a look; true if that cannot be told. A ban
     * that this object has added counts at once; one of another process may be missed until somebody asks.
     */
    boolean hadAny(Ban.Kind kind);

    /**
     * Bans something, durably.
     *
     * @return false if it is banned already; that ban stays as it is
     * @throws IOException if the store cannot be written; whether it is banned, and stays so, is not known then
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
     * @throws IOException if they cannot be read; the message names what is damaged
     */
    List<Ban> all(Ban.Kind kind) throws IOException;
}
