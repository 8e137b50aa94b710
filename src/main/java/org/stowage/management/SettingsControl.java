package org.stowage.management;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import org.stowage.config.LiveSettings;
import org.stowage.config.Setting;
import org.stowage.config.SettingsChange;
import org.stowage.management.api.RetentionCalls.SettingChanges;

/** Shows and changes the settings, and logs each change. */
public final class SettingsControl implements SettingsMXBean, SettingChanges {

    private static final Logger LOG = Logger.getLogger("org.stowage.management");
    private static final String PREFIX = "stowage.";

    private final LiveSettings settings;

    /** Shows and changes these. */
    public SettingsControl(LiveSettings settings) {
        this.settings = settings;
    }

    @Override
    public Map<String, String> getInForce() {
        return settings.shown();
    }

    @Override
    public String getRefused() {
        return settings.refused();
    }

    @Override
    public List<String> getChangedHere() {
        return settings.overridden();
    }

    @Override
    public String change(String setting, String value) {
        String key = key(setting);
        boolean list = Setting.of(key).filter(Setting::isList).isPresent();
        return logged(settings.override(key, list ? EscapedCommas.decode(value) : value));
    }

    @Override
    public String restore(String setting) {
        return logged(settings.restore(key(setting)));
    }

    @Override
    public String reload() {
        Optional<String> words = refresh();
        if (!settings.refused().isEmpty()) {
            throw new IllegalArgumentException(settings.refused());
        }
        return words.orElse("Nothing has changed.");
    }

    /** Reads the configuration, and logs and returns the change; empty if there is none. */
    public Optional<String> refresh() {
        return settings.refresh().map(SettingsControl::logged);
    }

    private static String key(String setting) {
        String name = setting.strip();
        return name.startsWith(PREFIX) ? name : PREFIX + name;
    }

    private static String logged(SettingsChange change) {
        return change instanceof SettingsChange.Accepted accepted
                ? logged(accepted)
                : logged((SettingsChange.Rejected) change);
    }

    private static String logged(SettingsChange.Rejected refused) {
        String words = "The changed settings are refused, those before stay in force: " + refused.why();
        LOG.severe(words);
        return words;
    }

    private static String logged(SettingsChange.Accepted accepted) {
        accepted.unknown().forEach(key -> LOG.warning(key + " is not a setting of Stowage; is it misspelt?"));
        accepted.waiting()
                .forEach(key ->
                        LOG.warning(key + " is read at the deployment only: the change applies from the next one on"));
        String words = accepted.settings().isEmpty()
                ? "The settings in force are those before."
                : "Settings changed: " + String.join("; ", accepted.settings());
        LOG.info(words);
        return words;
    }
}
