package org.stowage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The steps that end a deployment: all are run, the latest first, even if others fail. */
final class ShutdownSteps {

    private static final Logger LOG = Logger.getLogger("org.stowage");

    private final Deque<Runnable> latestFirst = new ArrayDeque<>();

    void add(Runnable step) {
        latestFirst.push(step);
    }

    /** Runs each step once. */
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
