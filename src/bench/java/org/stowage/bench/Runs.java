package org.stowage.bench;

import java.util.concurrent.ThreadLocalRandom;

/** Names for groups of files, so that none is uploaded twice. */
final class Runs {

    private Runs() {}

    /** A name that was not used before: eight hex digits. */
    static String next() {
        return String.format("%08x", ThreadLocalRandom.current().nextInt());
    }
}
