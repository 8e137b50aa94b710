package org.stowage.nodes;

import java.util.List;

/** What a node knows of usage and shares with the others. Safe for any number of threads, and never waits. */
public interface SharedUsage {

    /** Returns the changes of this node that were not {@linkplain #told told} yet. */
    List<ChangedUsage> changed();

    /** Takes note that the others can see these changes now. */
    void told(List<ChangedUsage> changes);

    /** Returns what this node has reserved. */
    List<ReservedBytes> reserved();

    /** Returns the number of the first batch whose changes others may still need. */
    long first();

    /** Takes note of what other nodes have changed and reserved. */
    void heard(NodeContact contact);
}
