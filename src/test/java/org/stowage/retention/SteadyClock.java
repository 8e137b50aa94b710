package org.stowage.retention;

import java.time.Clock;
import java.util.Optional;
import org.stowage.retention.policy.TrustedClock;

/** Clocks that are not in doubt. */
public final class SteadyClock {

    private SteadyClock() {}

    /** The clock of this machine, as a deployment has it. */
    public static TrustedClock ofThisMachine() {
        TrustedClock clock = new TrustedClock(Clock.systemUTC(), System::nanoTime);
        clock.begin(Optional.empty());
        return clock;
    }
}
