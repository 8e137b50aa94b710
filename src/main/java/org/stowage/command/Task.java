package org.stowage.command;

import java.io.IOException;
import java.io.PrintStream;

/** What a command does. */
interface Task {

    /** The exit status if all is right. */
    int PASSED = 0;

    /** The exit status if something is wrong. */
    int FAILED = 1;

    /**
     * Does it, and returns the exit status.
     *
     * @throws ServerConnection.RefusedException if the server refuses it
     * @throws IOException if the server does not answer
     */
    int run(ServerConnection server, PrintStream out) throws IOException, InterruptedException;

    /** Tells whether the last line of an answer is {@code passed}. */
    static boolean hasPassed(String lines) {
        return lines.equals("passed\n") || lines.endsWith("\npassed\n");
    }
}
