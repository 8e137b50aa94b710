package org.stowage.storage;

/**
 * Content that only the store itself can read. It is mostly read from front to back: a store that reads over a network
 * may continue from the last position without a new request, and may read ahead by a bounded length.
 */
public non-sealed interface ByteStream extends ContentSource {}
