package org.stowage.bench;

import java.util.Locale;
import java.util.stream.DoubleStream;

/** The median of some rounds, and how far they lie apart. */
record Spread(double median, double least, double most) {

    static Spread of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            return new Spread(0, 0, 0);
        }
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "**%.2f** (%.2f–%.2f)", median, least, most);
    }

    /** Without the extremes, with as many digits as tell something. */
    String brief() {
        return number(median);
    }

    static String number(double value) {
        String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }
}
