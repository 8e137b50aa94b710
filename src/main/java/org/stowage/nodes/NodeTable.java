package org.stowage.nodes;

import java.io.IOException;
import java.util.Map;

/** The table that the nodes of one store share. Used by one thread at a time. */
public interface NodeTable {

    /**
     * Renews the row of a node with what it reports, and reads what the others have reported. Removes nodes that were
     * dead for a day, and those that were dead at the same place: the same server has started again.
     *
     * @param beats the number of the last contact of each other node whose changes are known
     * @throws IOException if the table cannot be written or read within some seconds; it is then unknown whether the
     *     report was taken, and it may be made again
     */
    NodeContact meet(NodeIdentity own, NodeReport report, Map<String, Long> beats) throws IOException;

    /**
     * Removes a node and all that it has reported. The catalog must have all its changes.
     *
     * @throws IOException if the table cannot be written
     */
    void leave(NodeIdentity own) throws IOException;
}
