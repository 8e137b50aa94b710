package org.stowage.catalog;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.stowage.storage.TimeSeen;

/**
 * The properties of a catalog.
 *
 * <table>
 * <caption>The properties</caption>
 * <tr><td>{@code missing}</td><td>the shards that must be scanned: one bit each, in hex</td></tr>
 * <tr><td>{@code closed}</td><td>the latest time that the store had seen when the catalog was closed cleanly; absent
 *     while it is open</td></tr>
 * <tr><td>{@code rules}</td><td>the id of the rules by which the entries were written</td></tr>
 * </table>
 *
 * @param missing the shards that must be scanned, because the catalog may lack files of them
 * @param rules the id of the rules; empty if it is not known
 */
record CatalogProperties(BitSet missing, String rules) {

    private static final String MISSING = "missing";
    private static final String CLOSED = "closed";
    private static final String RULES = "rules";

    /** Returns the properties of an empty catalog: all shards must be scanned. */
    static CatalogProperties begun(int shards) {
        BitSet all = new BitSet();
        all.set(0, shards);
        return new CatalogProperties(all, "");
    }

    /**
     * Reads the properties.
     *
     * @throws DamagedCatalogException if a value is malformed
     */
    static CatalogProperties read(Map<String, String> properties) throws DamagedCatalogException {
        try {
            byte[] missing = HexFormat.of().parseHex(properties.getOrDefault(MISSING, ""));
            return new CatalogProperties(BitSet.valueOf(missing), properties.getOrDefault(RULES, ""));
        } catch (IllegalArgumentException e) {
            throw new DamagedCatalogException("the properties of the catalog are damaged", e);
        }
    }

    /**
     * Tells whether the catalog was closed cleanly and the store is still as it was then. A store that was used since,
     * or that is an older copy or another store, has seen another time.
     */
    static boolean wasClosed(Map<String, String> properties, Optional<TimeSeen> seen) {
        try {
            Instant closed = Instant.parse(properties.getOrDefault(CLOSED, ""));
            return seen.filter(last -> last.time().equals(closed)).isPresent();
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** Returns what is written while the catalog is open. */
    Map<String, String> open() {
        Map<String, String> properties = new HashMap<>();
        properties.put(MISSING, HexFormat.of().formatHex(missing.toByteArray()));
        properties.put(RULES, rules);
        return properties;
    }

    /** Returns what is written when the catalog is closed cleanly. */
    Map<String, String> closed(Instant seen) {
        Map<String, String> properties = open();
        properties.put(CLOSED, seen.toString());
        return properties;
    }
}
