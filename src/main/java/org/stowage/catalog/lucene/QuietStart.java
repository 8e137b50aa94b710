package org.stowage.catalog.lucene;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.util.VectorUtil;

/**
 * Makes Lucene detect the vector instructions of the processor without logging its advice to the admin of Java 21 and
 * newer. The catalog has no vectors.
 */
final class QuietStart {

    private static final String LOGGER = "org.apache.lucene.internal.vectorization.VectorizationProvider";

    private QuietStart() {}

    static void run() {
        Logger logger = Logger.getLogger(LOGGER);
        Level former = logger.getLevel();
        logger.setLevel(Level.OFF);
        try {
            VectorUtil.squareDistance(new byte[1], new byte[1]);
        } finally {
            logger.setLevel(former);
        }
    }
}
