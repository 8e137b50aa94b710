package org.stowage.catalog;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up sums by tenant, owner and day. */
public final class SumsByText implements Sums {

    private final Map<String, long[]> sums = new HashMap<>();

    @Override
    public void add(String tenant, @Nullable String owner, long day, long files, long bytes) {
        String when = day == EARLIER ? "earlier" : "day " + day;
        String whose = tenant + " | " + (owner == null ? "nobody" : "<" + owner + ">") + " | " + when;
        long[] sum = sums.computeIfAbsent(whose, key -> new long[2]);
        sum[0] += files;
        sum[1] += bytes;
    }

    /** Returns {@code "7 files, 70 bytes"} by {@code "tenant | <owner> | day 20000"}. */
    public Map<String, String> byText() {
        Map<String, String> texts = new TreeMap<>();
        sums.forEach((whose, sum) -> texts.put(whose, sum[0] + " files, " + sum[1] + " bytes"));
        return texts;
    }
}
