package org.stowage.management.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds out whether the clock of the machine has jumped: whether it differs from the elapsed time since the start.
 *
 * @param jump by how much the clock is ahead, if it has jumped
 */
record ClockJumpCheck(Supplier<Optional<Duration>> jump) implements Check {

    @Override
    public List<Finding> findings() {
        return jump.get().map(ClockJumpCheck::finding).stream().toList();
    }

    private static Finding finding(Duration ahead) {
        return Finding.warning(
                "clock-jumped",
                "The clock of this machine is " + ahead.abs().toHours() + " h "
                        + ahead.abs().toMinutesPart() + " min "
                        + (ahead.isNegative() ? "behind" : "ahead of")
                        + " the elapsed time, so no file is deleted by its age or evicted.",
                "timedatectl set-ntp true; if the clock is right: java -jar upload.war follow-clock, or followClock of"
                        + " the MXBean Retention");
    }
}
