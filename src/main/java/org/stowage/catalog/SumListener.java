package org.stowage.catalog;

import java.util.List;
import java.util.function.Supplier;

/** Receives the sums of a catalog each time it is summed up. */
public interface SumListener {

    /** Receives the sums of one run. */
    interface Total extends Sums {

        /**
         * Replaces what was counted before.
         *
         * @param since returns the changes of this process that are not in the sums. No thread may report a change
         *     between that call and the replacement.
         */
        void replace(Supplier<List<StoreChange>> since);
    }

    /** Returns a receiver for the sums of the next run. */
    Total begin();

    /** Returns the first day that needs sums of its own, in days since the epoch. */
    long firstDay();
}
