package org.stowage.http;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.management.metrics.Counters;

/**
 * Runs steps so that a step that throws, even an {@link Error}, does not prevent the next. The exception is logged and
 * counted as {@link Refusal#INTERNAL}.
 *
 * @param counters the counters of refusals
 */
record IndependentSteps(Counters counters) {

    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    /** Something to do. */
    interface Step {
        void run() throws Exception;
    }

    /** Runs the step; returns whether it ended without an exception. */
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
            // The log itself has failed; the counter already shows the failure.
        }
    }
}
