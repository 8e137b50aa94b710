package org.stowage.config;

import java.util.List;

/** The result of a change of settings. */
public sealed interface SettingsChange {

    /**
     * The change is in force.
     *
     * @param settings the changed settings, such as {@code stowage.max-size: (100 MiB) -> 1 GiB}; for a secret only the
     *     key
     * @param waiting keys whose change applies from the next deployment on
     * @param unknown new keys that begin like settings but are none
     */
    record Accepted(List<String> settings, List<String> waiting, List<String> unknown) implements SettingsChange {}

    /**
     * The change is refused; the previous settings stay in force.
     *
     * @param why all that is wrong
     */
    record Rejected(String why) implements SettingsChange {}
}
