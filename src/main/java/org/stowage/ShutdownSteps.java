package org.stowage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The steps that end a deployment. All of them run, the last added first, even if others fail. */
final class ShutdownSteps {

    private static final Logger LOG = Logger.getLogger("org.stowage");

    private final Deque<Runnable> latestFirst = new ArrayDeque<>();

    void add(Runnable step) {
        latestFirst.push(step);
    }

    void run() {
        while (!latestFirst.isEmpty()) {
            try {
                latestFirst.pop().run();
            } catch (Throwable e) {
                LOG.log(Level.WARNING, "A part of Stowage failed to stop: " + e, e);
            }
        }
    }
}
