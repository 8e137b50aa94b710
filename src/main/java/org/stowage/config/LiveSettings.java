package org.stowage.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;

/**
 * The settings in force. {@link #refresh} reads the configuration again and accepts the new settings only if none of
 * them is wrong; otherwise the previous settings stay in force. Thread-safe; {@link #get} only reads a field.
 */
public final class LiveSettings implements Supplier<Settings> {

    private final Config config;
    private final Path dataDirectory;
    private final Settings first;
    private final SortedMap<String, String> overrides = new TreeMap<>();
    private final List<View<?>> views = new CopyOnWriteArrayList<>();
    private volatile Settings now;
    private final ConfigSnapshot atDeployment;
    private ConfigSnapshot lastRead;
    private ConfigSnapshot accepted;
    private String refused = "";

    /**
     * Reads all settings.
     *
     * @param config the configuration, which is read again by each {@link #refresh}
     * @param dataDirectory the server's data directory, for the default of the base path
     * @throws InvalidSettingsException if any is wrong or missing
     */
    public LiveSettings(Config config, Path dataDirectory) {
        this.config = config;
        this.dataDirectory = dataDirectory;
        SettingsReader reader = read(overrides);
        this.first = reader.read();
        this.now = first;
        this.atDeployment = reader.found();
        this.lastRead = atDeployment;
        this.accepted = atDeployment;
    }

    /** Returns the settings in force. */
    @Override
    public Settings get() {
        return now;
    }

    /**
     * Returns a value that is computed from the settings now and again after each change. If the maker throws an
     * {@link IllegalArgumentException} for new settings, they are refused.
     */
    public synchronized <T> Supplier<T> view(Function<Settings, T> maker) {
        View<T> view = new View<>(maker, maker.apply(now));
        views.add(view);
        return view;
    }

    /**
     * Reads the configuration. Returns the change, or nothing if the configuration has not changed since it was last
     * read.
     */
    public synchronized Optional<SettingsChange> refresh() {
        SettingsReader reader = read(overrides);
        ConfigSnapshot found = reader.found();
        if (found.isSameAs(lastRead)) {
            return Optional.empty();
        }
        lastRead = found;
        return Optional.of(change(reader));
    }

    /**
     * Overrides the configuration of a setting until the deployment ends.
     *
     * @throws IllegalArgumentException if the key or the value is wrong; nothing has changed then, and the message is a
     *     sentence
     */
    public synchronized SettingsChange override(String key, String value) {
        Setting setting =
                Setting.of(key).orElseThrow(() -> new IllegalArgumentException(key + " is not a setting of Stowage."));
        if (setting.isFixed()) {
            throw new IllegalArgumentException(key + " is read at the deployment only.");
        }
        SortedMap<String, String> changed = new TreeMap<>(overrides);
        changed.put(key, value);
        return override(changed);
    }

    /**
     * Returns what the settings would be with these values, which are not applied.
     *
     * @throws InvalidSettingsException if any is wrong
     */
    public synchronized Settings proposed(Map<String, String> values) {
        SortedMap<String, String> changed = new TreeMap<>(overrides);
        changed.putAll(values);
        return read(changed).read();
    }

    /**
     * Ends an override: the value in the configuration applies again.
     *
     * @throws IllegalArgumentException if the key is not overridden, or the settings would be wrong without the
     *     override
     */
    public synchronized SettingsChange restore(String key) {
        SortedMap<String, String> changed = new TreeMap<>(overrides);
        if (changed.remove(key) == null) {
            throw new IllegalArgumentException(key + " was not changed here.");
        }
        return override(changed);
    }

    /**
     * Returns all settings in force as an admin may see them: a secret as three asterisks, a setting that is not set by
     * its default.
     */
    public synchronized SortedMap<String, String> shown() {
        SortedMap<String, String> shown = accepted.shown();
        shown.replaceAll((key, text) -> isFixed(key) ? atDeployment.shown(key) : text);
        return shown;
    }

    /** Returns the keys that begin like settings but are none, most likely misspelt. */
    public synchronized List<String> unknown() {
        return accepted.unknown();
    }

    /** Returns the keys that are overridden. */
    public synchronized List<String> overridden() {
        return List.copyOf(overrides.keySet());
    }

    /** Returns what is wrong with the configuration that was last read; empty if it is in force. */
    public synchronized String refused() {
        return refused;
    }

    private SettingsChange override(SortedMap<String, String> changed) {
        SettingsReader reader = read(changed);
        String refusedBefore = refused;
        SettingsChange change = change(reader);
        if (change instanceof SettingsChange.Rejected failed) {
            refused = refusedBefore;
            throw new IllegalArgumentException(failed.why());
        }
        overrides.clear();
        overrides.putAll(changed);
        lastRead = reader.found();
        return change;
    }

    private SettingsChange change(SettingsReader reader) {
        try {
            Settings next = reader.read().withFixedOf(first);
            List<Runnable> commits =
                    views.stream().map(view -> view.prepare(next)).toList();
            commits.forEach(Runnable::run);
            now = next;
        } catch (InvalidSettingsException | IllegalArgumentException e) {
            refused = String.valueOf(e.getMessage());
            return new SettingsChange.Rejected(refused);
        }
        refused = "";
        ConfigSnapshot before = accepted;
        accepted = reader.found();
        return accepted(before);
    }

    private SettingsChange accepted(ConfigSnapshot before) {
        List<String> changes = accepted.changesSince(before);
        return new SettingsChange.Accepted(
                changes.stream()
                        .filter(key -> !isFixed(key))
                        .map(key -> words(key, before))
                        .toList(),
                changes.stream().filter(LiveSettings::isFixed).toList(),
                accepted.unknownSince(before));
    }

    private String words(String key, ConfigSnapshot before) {
        String from = before.shown(key);
        String to = accepted.shown(key);
        return from.equals(to) ? key : key + ": " + from + " -> " + to;
    }

    private static boolean isFixed(String key) {
        return Setting.of(key).filter(Setting::isFixed).isPresent();
    }

    private SettingsReader read(Map<String, String> with) {
        return new SettingsReader(config, with, dataDirectory);
    }

    /** A value that is made from the settings. */
    private static final class View<T> implements Supplier<T> {

        private final Function<Settings, T> maker;
        private volatile T value;

        View(Function<Settings, T> maker, T value) {
            this.maker = maker;
            this.value = value;
        }

        @Override
        public T get() {
            return value;
        }

        /** Computes the next value; returns an action that publishes it. */
        Runnable prepare(Settings next) {
            T made = maker.apply(next);
            return () -> value = made;
        }
    }
}
