package org.stowage.bench;

/**
 * A file of the benchmark: its path says its size, and both say its bytes.
 *
 * @param path below the base URL, in a folder of its own as XMPP servers hand it out; needs no escapes
 * @param size in bytes
 */
record Sample(String path, long size) {

    /** The {@code number}-th file of a run. */
    static Sample of(String run, long number, long size) {
        return new Sample(run + "-0000-4000-8000-" + digits(number) + "/" + size + ".bin", size);
    }

    /** Reads the size out of the path: the inverse of {@link #of}. */
    static Sample named(String path) {
        return new Sample(path, Long.parseLong(path.substring(path.lastIndexOf('/') + 1, path.length() - 4)));
    }

    /** Where in the {@link Block} the content begins. */
    int start() {
        return Math.floorMod(path.hashCode(), Block.LENGTH);
    }

    private static String digits(long number) {
        String hex = Long.toHexString(number);
        return "000000000000".substring(hex.length()) + hex;
    }
}
