package org.stowage.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/** Looks values up, remembers the keys and the texts that were found, and collects problems instead of throwing exceptions. */
final class Lookup {

    private static final String PREFIX = "stowage.";

    /** What SmallRye makes of the variables that commands and scripts for admins read: a server may inherit them. */
    private static final Set<String> COMMAND_VARIABLES = Set.of(
            "stowage.admin.user", "stowage.admin.password", "stowage.key.store.password", "stowage.database.password");

    private final Config config;
    private final Map<String, String> overrides;
    private final Map<String, Optional<String>> found = new TreeMap<>();
    private final Set<String> secrets = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    /** Looks up overrides first, then the configuration. */
    Lookup(Config config, Map<String, String> overrides) {
        this.config = config;
        this.overrides = Map.copyOf(overrides);
    }

    /** Returns the value, or nothing if it is not set or cannot be read; the latter is a problem whose message shows the text. */
    <T> Optional<T> read(String key, Function<String, T> parser) {
        return lookUp(key, parser, text -> " \"" + text + "\"");
    }

    /** Returns a value that no message shows. */
    Optional<Secret> readSecret(String key) {
        secrets.add(key);
        return lookUp(key, Secret::new, text -> "");
    }

    /** Returns the value of a setting, or its default if it is not set or cannot be read. */
    <T> T readOrDefault(Setting setting, Function<String, T> parser) {
        return read(setting.key(), parser).orElseGet(() -> parser.apply(setting.defaultText()));
    }

    /** Returns the value, or another one if it is not set or cannot be read. */
    <T> T read(String key, Function<String, T> parser, T otherwise) {
        return read(key, parser).orElse(otherwise);
    }

    /** Tells whether there is any value, even one that cannot be read. */
    boolean isSet(String key) {
        return overrides.containsKey(key) || config.getConfigValue(key).getRawValue() != null;
    }

    /** Returns the texts that were found by their keys, secrets included; nothing for what is not set. */
    Map<String, Optional<String>> found() {
        return Map.copyOf(found);
    }

    /** Tells whether a key is that of a secret. */
    boolean isSecret(String key) {
        return secrets.contains(key);
    }

    void report(String problem) {
        problems.add(problem);
    }

    /** Returns what was wrong so far. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /**
     * Returns the keys that look like settings and were not looked up: most likely misspelt. The sources are asked, because the
     * configuration itself keeps the names that it had at its start.
     */
    List<String> unknownKeys() {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .flatMap(source -> source.getPropertyNames().stream())
                .distinct()
                .filter(name -> name.startsWith(PREFIX) && !found.containsKey(name) && !isVariable(name))
                .sorted()
                .toList();
    }

    private <T> Optional<T> lookUp(String key, Function<String, T> parser, Function<String, String> shown) {
        found.put(key, Optional.empty());
        Optional<String> text = Optional.empty();
        try {
            text = text(key);
            found.put(key, text);
            if (text.isEmpty() && isUnexpanded(config.getConfigValue(key))) {
                report(key + " contains ${…} that cannot be expanded; write \\${ for a plain ${");
            }
            return text.map(parser);
        } catch (IllegalArgumentException e) {
            report(key + shown.apply(text.orElse("")) + " " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<String> text(String key) {
        String override = overrides.get(key);
        return override == null ? config.getOptionalValue(key, String.class) : Optional.of(override);
    }

    /** MicroProfile Config answers an expression that has no value as if the setting itself were not set. */
    private static boolean isUnexpanded(ConfigValue value) {
        return value.getValue() == null && value.getRawValue() != null;
    }

    /** SmallRye lists the variable of {@code stowage.max-size} as {@code stowage.max.size}. */
    private boolean isVariable(String name) {
        return (COMMAND_VARIABLES.contains(name)
                        || found.keySet().stream()
                                .anyMatch(key -> key.replace('-', '.').equals(name)))
                && "EnvConfigSource".equals(config.getConfigValue(name).getSourceName());
    }
}
