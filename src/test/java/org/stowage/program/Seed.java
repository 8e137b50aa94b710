package org.stowage.program;

import java.util.Random;

/** Chance that can be had again: tests take it from here, and with {@code -Dseed=…} it is the same as before. */
public final class Seed {

    private Seed() {}

    /** Returns a source of numbers after it has printed what it begins with. */
    public static Random random(Class<?> test) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.err.println(test.getSimpleName() + " is random: repeat it with -Dseed=" + seed);
        return new Random(seed);
    }
}
