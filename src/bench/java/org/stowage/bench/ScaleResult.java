package org.stowage.bench;

/**
 * How fast a server with many files is.
 *
 * @param restartMillis from its start until it takes an upload
 * @param what the kind of request
 * @param p50 in milliseconds, on one connection
 * @param p99 in milliseconds
 */
public record ScaleResult(
        String target, long files, long restartMillis, String what, double p50, double p99, long bad, String fault) {}
