package org.stowage.http;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.management.metrics.Counters;

/**
 * Runs steps one after the other. A step that throws, also an {@link Error}, does not keep the next from running. What one throws is logged,
 * and counted as {@link Refusal#INTERNAL}.
 *
 * @param counters that count it
 */
record IndependentSteps(Counters counters) {

    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    /** Something to do. */
    interface Step {
        void run() throws Exception;
    }

    /** Returns whether the step has come to its end. */
    boolean run(Step step) {
        try {
            step.run();
            return true;
        } catch (Throwable e) {
            report(e);
            return false;
        }
    }

    private void report(Throwable failure) {
        try {
            counters.refused(Refusal.INTERNAL.code());
            if (failure instanceof Error) {
                counters.failed();
            }
        } catch (Throwable e) {
            failure.addSuppressed(e);
        }
        try {
            LOG.log(Level.SEVERE, "A step of a request has failed; the others are done: " + failure, failure);
        } catch (Throwable e) {
            // The log is what has failed, and the counter tells it.
        }
    }
}
