package org.stowage.storage;

/**
 * Content that only the store itself can read. It is mostly read from front to back: a store that is asked over a
 * network may go on from the last position without being asked again, and read a bounded stretch ahead.
 */
public non-sealed interface ByteStream extends ContentSource {}
