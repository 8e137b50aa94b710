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
 * What a catalog says of itself.
 *
 * <table>
 * <caption>The properties</caption>
 * <tr><td>{@code missing}</td><td>the shards that were not looked through yet: bits in hex</td></tr>
 * <tr><td>{@code closed}</td><td>the time that the store had seen when the catalog was closed in order; absent while it is
 *     open</td></tr>
 * <tr><td>{@code rules}</td><td>by which rules the entries were written</td></tr>
 * </table>
 *
 * @param missing shards
 * @param rules an id of them; empty if it is not known
 */
record CatalogProperties(BitSet missing, String rules) {

    private static final String MISSING = "missing";
    private static final String CLOSED = "closed";
    private static final String RULES = "rules";

    /** Of an empty catalog. */
    static CatalogProperties begun(int shards) {
        BitSet all = new BitSet();
        all.set(0, shards);
        return new CatalogProperties(all, "");
    }

    /**
     * Reads them.
     *
     * @throws DamagedCatalogException if they are none
     */
    static CatalogProperties read(Map<String, String> properties) throws DamagedCatalogException {
        try {
            byte[] missing = HexFormat.of().parseHex(properties.getOrDefault(MISSING, ""));
            return new CatalogProperties(BitSet.valueOf(missing), properties.getOrDefault(RULES, ""));
        } catch (IllegalArgumentException e) {
            throw new DamagedCatalogException("the properties of the catalog are damaged", e);
        }
    }

    /** Tells whether the catalog was closed in order, and the store is as it was then: neither used since, nor an older copy, nor another one. */
    static boolean wasClosed(Map<String, String> properties, Optional<TimeSeen> seen) {
        try {
            Instant closed = Instant.parse(properties.getOrDefault(CLOSED, ""));
            return seen.filter(last -> last.time().equals(closed)).isPresent();
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** Returns them while the catalog is open. */
    Map<String, String> open() {
        Map<String, String> properties = new HashMap<>();
        properties.put(MISSING, HexFormat.of().formatHex(missing.toByteArray()));
        properties.put(RULES, rules);
        return properties;
    }

    /** Returns them of a catalog that is closed in order. */
    Map<String, String> closed(Instant seen) {
        Map<String, String> properties = open();
        properties.put(CLOSED, seen.toString());
        return properties;
    }
}
