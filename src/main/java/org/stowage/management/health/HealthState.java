package org.stowage.management.health;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The result of one check.
 *
 * @param name of the check
 * @param up whether the condition holds
 * @param data details: texts, whole numbers and truth values; no secret and no path on the disk
 */
public record HealthState(String name, boolean up, Map<String, Object> data) {

    /** Copies the data, sorted. */
    public HealthState {
        data = new TreeMap<>(data);
    }

    /** Returns a state that is up, without details. */
    public static HealthState up(String name) {
        return new HealthState(name, true, Map.of());
    }

    /** Returns a state that is down, with a sentence that says why. */
    public static HealthState down(String name, String sentence) {
        return new HealthState(name, false, Map.of("error", sentence));
    }

    /** Returns the members of the JSON object (MicroProfile Health 4.0 §3). */
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
