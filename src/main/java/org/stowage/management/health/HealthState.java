package org.stowage.management.health;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one thing is.
 *
 * @param name of it
 * @param up whether it is right
 * @param data what else is to be told: texts, whole numbers and truth values; nothing secret and no path of the disk
 */
public record HealthState(String name, boolean up, Map<String, Object> data) {

    /** Copies the data, sorted. */
    public HealthState {
        data = new TreeMap<>(data);
    }

    /** Something is right. */
    public static HealthState up(String name) {
        return new HealthState(name, true, Map.of());
    }

    /** Something is wrong, as the sentence says. */
    public static HealthState down(String name, String sentence) {
        return new HealthState(name, false, Map.of("error", sentence));
    }

    /** Returns what is written as JSON (MicroProfile Health 4.0 §3). */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", name);
        members.put("status", HealthReport.word(up));
        if (!data.isEmpty()) {
            members.put("data", data);
        }
        return members;
    }
}
