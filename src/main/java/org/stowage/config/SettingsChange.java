package org.stowage.config;

import java.util.List;

/** What came of a change of settings. */
public sealed interface SettingsChange {

    /**
     * It holds.
     *
     * @param settings what changed, as {@code stowage.max-size: (100 MiB) -> 1 GiB}; of secrets the key only
     * @param waiting keys that changed too, and count from the next deployment
     * @param unknown keys that look like settings and are none
     */
    record Accepted(List<String> settings, List<String> waiting, List<String> unknown) implements SettingsChange {}

    /**
     * It does not: what held before still does.
     *
     * @param why names all that is wrong
     */
    record Rejected(String why) implements SettingsChange {}
}
