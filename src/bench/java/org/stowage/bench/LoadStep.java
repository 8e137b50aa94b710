package org.stowage.bench;

import java.util.List;

/**
 * One kind of work that keeps a server busy.
 *
 * @param size of the files, in bytes
 * @param connections each asks again as soon as it is answered
 */
record LoadStep(String name, Request.Method method, long size, int connections) {

    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;
    private static final long RANGE = 256 * KIB;
    private static final long LARGE = 128 * KIB;
    private static final long POOL_BYTES = 400 * MIB;
    private static final long MOST_FILES = 1000;

    static final List<LoadStep> ALL = List.of(
            put("10k", 10 * KIB, 64),
            put("10k", 10 * KIB, 8),
            put("10k", 10 * KIB, 1),
            put("1m", MIB, 1),
            put("1m", MIB, 8),
            put("1m", MIB, 64),
            put("10m", 10 * MIB, 8),
            put("100m", 100 * MIB, 1),
            put("100m", 100 * MIB, 4),
            get("10k", 10 * KIB, 1),
            get("10k", 10 * KIB, 64),
            get("1m", MIB, 8),
            get("10m", 10 * MIB, 1),
            get("10m", 10 * MIB, 8),
            get("100m", 100 * MIB, 1),
            get("100m", 100 * MIB, 4),
            new LoadStep("head-1", Request.Method.HEAD, 10 * KIB, 1),
            new LoadStep("head-64", Request.Method.HEAD, 10 * KIB, 64),
            new LoadStep("range-256k-1", Request.Method.RANGE, 10 * MIB, 1),
            new LoadStep("range-256k-8", Request.Method.RANGE, 10 * MIB, 8));

    /** Tells whether its requests are counted by their bytes. */
    boolean isLarge() {
        return method != Request.Method.HEAD && method != Request.Method.RANGE && size > LARGE;
    }

    boolean isUpload() {
        return method == Request.Method.PUT;
    }

    /** How many files are there to be asked for. */
    long poolFiles() {
        return Math.min(MOST_FILES, Math.max(4, POOL_BYTES / size));
    }

    /** What to ask of these files. */
    Workload reading(List<Sample> files) {
        return switch (method) {
            case GET -> Workload.gets(files);
            case HEAD -> Workload.heads(files);
            case RANGE -> Workload.ranges(files, RANGE);
            case PUT -> throw new IllegalStateException("an upload reads nothing");
        };
    }

    private static LoadStep put(String size, long bytes, int connections) {
        return new LoadStep("put-" + size + "-" + connections, Request.Method.PUT, bytes, connections);
    }

    private static LoadStep get(String size, long bytes, int connections) {
        return new LoadStep("get-" + size + "-" + connections, Request.Method.GET, bytes, connections);
    }
}
