package org.stowage.http;

/**
 * The largest file that is taken.
 *
 * @param bytes not negative
 */
public record SizeLimit(long bytes) {}
