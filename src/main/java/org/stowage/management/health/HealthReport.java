package org.stowage.management.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stowage.management.admin.AdminAnswer;

/**
 * The result of all checks.
 *
 * @param states one for each check
 */
public record HealthReport(List<HealthState> states) {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    /** Copies the list. */
    public HealthReport {
        states = List.copyOf(states);
    }

    /** Tells whether all checks are up. */
    public boolean isUp() {
        return states.stream().allMatch(HealthState::up);
    }

    /** Answers in the JSON of MicroProfile Health: 200 if all checks are up, else 503. */
    public AdminAnswer answer() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("status", word(isUp()));
        members.put("checks", states.stream().map(HealthState::members).toList());
        return AdminAnswer.json(isUp() ? OK : UNAVAILABLE, members);
    }

    static String word(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
