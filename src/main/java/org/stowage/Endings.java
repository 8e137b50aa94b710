package org.stowage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What is to be ended with a deployment: all of it ends, the latest first, whatever becomes of the others. */
final class Endings {

    private static final Logger LOG = Logger.getLogger("org.stowage");

    private final Deque<Runnable> latestFirst = new ArrayDeque<>();

    void add(Runnable ending) {
        latestFirst.push(ending);
    }

    /** Ends all, once. */
    void run() {
        while (!latestFirst.isEmpty()) {
            try {
                latestFirst.pop().run();
            } catch (Throwable e) {
                LOG.log(Level.WARNING, "A part of Stowage does not end as it should: " + e, e);
            }
        }
    }
}
