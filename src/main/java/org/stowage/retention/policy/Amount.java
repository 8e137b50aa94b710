package org.stowage.retention.policy;

import java.util.Locale;

/**
 * A number of bytes, printed with a unit.
 *
 * @param bytes how many
 */
public record Amount(long bytes) {

    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

    /**
     * Returns the number in the largest binary unit that fits, with one decimal if it is below ten, as {@code 1.5 MiB}.
     */
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
