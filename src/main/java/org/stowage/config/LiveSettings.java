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
 * The settings in force. They follow the configuration whenever somebody has it looked at ({@link #look}): as a whole, and only
 * if all of it is right; else what held before stays. Safe for any number of threads; to ask what holds costs nothing.
 */
public final class LiveSettings implements Supplier<Settings> {

    private final Config config;
    private final Path dataDirectory;
    private final Settings first;
    private final SortedMap<String, String> overrides = new TreeMap<>();
    private final List<View<?>> views = new CopyOnWriteArrayList<>();
    private volatile Settings now;
    private final ConfigSnapshot begun;
    private ConfigSnapshot seen;
    private ConfigSnapshot accepted;
    private String refused = "";

    /**
     * Reads all settings.
     *
     * @param config where values are looked up, each time anew
     * @param dataDirectory the server's own, for the default of the base path
     * @throws InvalidSettingsException if any is wrong or missing
     */
    public LiveSettings(Config config, Path dataDirectory) {
        this.config = config;
        this.dataDirectory = dataDirectory;
        SettingsReader reader = read(overrides);
        this.first = reader.read();
        this.now = first;
        this.begun = reader.found();
        this.seen = begun;
        this.accepted = begun;
    }

    /** Returns the settings that hold now. */
    @Override
    public Settings get() {
        return now;
    }

    /** Returns what is made of the settings, now and after each change; what cannot be made of new ones refuses them. */
    public synchronized <T> Supplier<T> view(Function<Settings, T> maker) {
        View<T> view = new View<>(maker, maker.apply(now));
        views.add(view);
        return view;
    }

    /** Looks at the configuration. Returns what came of it, or nothing if it is as it was at the last look. */
    public synchronized Optional<Change> look() {
        SettingsReader reader = read(overrides);
        ConfigSnapshot found = reader.found();
        if (found.isSameAs(seen)) {
            return Optional.empty();
        }
        seen = found;
        return Optional.of(change(reader));
    }

    /**
     * Changes a setting until the deployment ends, whatever the configuration says.
     *
     * @throws IllegalArgumentException if the key or the value is wrong: all is as before, and the message is a sentence
     */
    public synchronized Change override(String key, String value) {
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
     * Ends what {@link #override(String, String)} began.
     *
     * @throws IllegalArgumentException if the key was not changed so, or the settings would be wrong without
     */
    public synchronized Change restore(String key) {
        SortedMap<String, String> changed = new TreeMap<>(overrides);
        if (changed.remove(key) == null) {
            throw new IllegalArgumentException(key + " was not changed here.");
        }
        return override(changed);
    }

    /** Returns all settings in force as an admin may see them: of secrets three asterisks, of what is not set the default. */
    public synchronized SortedMap<String, String> shown() {
        SortedMap<String, String> shown = accepted.shown();
        shown.replaceAll((key, text) -> isFixed(key) ? begun.shown(key) : text);
        return shown;
    }

    /** Returns what looks like a setting and is none: most likely a slip of the pen. */
    public synchronized List<String> unknown() {
        return accepted.unknown();
    }

    /** Returns the keys that are overridden. */
    public synchronized List<String> overridden() {
        return List.copyOf(overrides.keySet());
    }

    /** Returns what is wrong with the configuration as it was seen last; empty if it holds. */
    public synchronized String refused() {
        return refused;
    }

    private Change override(SortedMap<String, String> changed) {
        SettingsReader reader = read(changed);
        String refusedBefore = refused;
        Change change = change(reader);
        if (change instanceof Change.Rejected failed) {
            refused = refusedBefore;
            throw new IllegalArgumentException(failed.why());
        }
        overrides.clear();
        overrides.putAll(changed);
        seen = reader.found();
        return change;
    }

    private Change change(SettingsReader reader) {
        try {
            Settings next = reader.read().after(first);
            List<Runnable> commits =
                    views.stream().map(view -> view.prepare(next)).toList();
            commits.forEach(Runnable::run);
            now = next;
        } catch (InvalidSettingsException | IllegalArgumentException e) {
            refused = String.valueOf(e.getMessage());
            return new Change.Rejected(refused);
        }
        refused = "";
        ConfigSnapshot before = accepted;
        accepted = reader.found();
        return accepted(before);
    }

    private Change accepted(ConfigSnapshot before) {
        List<String> changes = accepted.changesSince(before);
        return new Change.Accepted(
                changes.stream()
                        .filter(key -> !isFixed(key))
                        .map(key -> words(key, before))
                        .toList(),
                changes.stream().filter(LiveSettings::isFixed).toList(),
                accepted.strangersSince(before));
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

    /** What is made of the settings. */
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

        /** Makes the next value; nobody sees it before what is returned is run. */
        Runnable prepare(Settings next) {
            T made = maker.apply(next);
            return () -> value = made;
        }
    }
}
