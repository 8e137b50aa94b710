package org.stowage.catalog;

import java.util.List;
import java.util.function.Supplier;

/** Who is told how much there is, whenever a catalog is summed up. */
public interface SumListener {

    /** What sums are added to. */
    interface Total extends Sums {

        /**
         * Takes the place of what was counted before.
         *
         * @param since tells the changes of this process that are not in the sums; whoever reports a change must not do so
         *     between that question and the replacement
         */
        void replace(Supplier<List<StoreChange>> since);
    }

    /** Returns what the next sums are added to. */
    Total begin();

    /** Returns the first day whose sums matter by themselves, in days since the epoch. */
    long firstDay();
}
