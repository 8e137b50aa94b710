package org.stowage.retention.policy;

import java.util.Locale;

/**
 * Bytes as people read them.
 *
 * @param bytes how many
 */
public record Amount(long bytes) {

    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

    /** Returns the number in the largest binary unit of which there is one, with one decimal if it is below ten. */
    @Override
    public String toString() {
        int unit = 0;
        double number = bytes;
        while (Math.abs(number) >= 1024 && unit < UNITS.length - 1) {
            number /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || number >= 10 ? "%.0f %s" : "%.1f %s", number, UNITS[unit]);
    }
}
