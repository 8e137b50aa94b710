package org.stowage.bench;

/**
 * What one server did in one round of one step.
 *
 * @param rate MiB or requests per second
 * @param cost CPU seconds of the server's processes per GiB or per 1000 requests
 * @param p50 milliseconds
 * @param p99 milliseconds
 * @param peakMiB the most memory of the server's processes
 * @param noise the share of all processors that neither the server nor the generator used
 * @param bad answers that were not right
 * @param fault the first of them
 */
public record Measurement(
        String step,
        String target,
        int round,
        boolean large,
        double rate,
        double cost,
        double p50,
        double p99,
        long peakMiB,
        double noise,
        long bad,
        String fault) {}
