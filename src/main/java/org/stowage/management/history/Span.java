package org.stowage.management.history;

import java.time.Duration;

/** A period that the history shows, and the intervals that it consists of. */
public enum Span {
    /** 60 minutes. */
    HOUR(Duration.ofMinutes(1), 60),
    /** 24 hours, by quarters. */
    DAY(Duration.ofMinutes(15), 96),
    /** 31 days, by six hours. */
    MONTH(Duration.ofHours(6), 124),
    /** 366 days. */
    YEAR(Duration.ofDays(1), 366);

    private final Duration interval;
    private final int intervals;

    Span(Duration interval, int intervals) {
        this.interval = interval;
        this.intervals = intervals;
    }

    /** Returns how long an interval is. They begin at multiples of it since 1970 in UTC. */
    public Duration interval() {
        return interval;
    }

    /** Returns how many intervals there are, with the one that is not over. */
    public int intervals() {
        return intervals;
    }
}
