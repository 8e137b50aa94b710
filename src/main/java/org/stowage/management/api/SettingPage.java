package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * The settings in force.
 *
 * @param settings by their names
 * @param refused what is wrong with the configuration that was last read; may be empty
 */
@JsonbPropertyOrder({"settings", "refused"})
public record SettingPage(List<SettingItem> settings, String refused) {

    /** Copies the lists. */
    public SettingPage {
        settings = List.copyOf(settings);
    }
}
