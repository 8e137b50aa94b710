package org.stowage.catalog.lucene;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.util.VectorUtil;

/**
 * Has Lucene find out what the processor can do with vectors, of which there are none here, without the advice to the admin that
 * it logs on Java 21 and newer.
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
