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

/** Looks values up, remembers their keys and texts, and collects problems instead of throwing exceptions. */
final class Lookup {

    private static final String PREFIX = "stowage.";

    /**
     * The keys that SmallRye makes of environment variables that commands and scripts for admins read; a server may
     * inherit these variables.
     */
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

    /**
     * Returns the value, or nothing if it is not set or is wrong. A wrong value is reported as a problem with its text.
     */
    <T> Optional<T> read(String key, Function<String, T> parser) {
        return lookUp(key, parser, text -> " \"" + text + "\"");
    }

    /** Returns a secret; no problem shows its text. */
    Optional<Secret> readSecret(String key) {
        secrets.add(key);
        return lookUp(key, Secret::new, text -> "");
    }

    /** Returns the value of a setting, or its default if it is not set or is wrong. */
    <T> T readOrDefault(Setting setting, Function<String, T> parser) {
        return read(setting.key(), parser).orElseGet(() -> parser.apply(setting.defaultText()));
    }

    /** Returns the value, or the given one if it is not set or is wrong. */
    <T> T read(String key, Function<String, T> parser, T otherwise) {
        return read(key, parser).orElse(otherwise);
    }

    /** Tells whether there is any value, even a wrong one. */
    boolean isSet(String key) {
        return overrides.containsKey(key) || config.getConfigValue(key).getRawValue() != null;
    }

    /**
     * Returns the texts of all keys that were looked up, secrets included; an empty value for each key that is not set.
     */
    Map<String, Optional<String>> found() {
        return Map.copyOf(found);
    }

    /** Tells whether a key was read as a secret. */
    boolean isSecret(String key) {
        return secrets.contains(key);
    }

    void report(String problem) {
        problems.add(problem);
    }

    /** Returns the problems so far. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /**
     * Returns the keys that begin like settings and were not looked up, most likely misspelt. The config sources are
     * asked, because the configuration itself keeps the property names of its start.
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

    /** MicroProfile Config treats a setting whose expression cannot be expanded as not set. */
    private static boolean isUnexpanded(ConfigValue value) {
        return value.getValue() == null && value.getRawValue() != null;
    }

    /** SmallRye lists the environment variable of {@code stowage.max-size} as {@code stowage.max.size}. */
    private boolean isVariable(String name) {
        return (COMMAND_VARIABLES.contains(name)
                        || found.keySet().stream()
                                .anyMatch(key -> key.replace('-', '.').equals(name)))
                && "EnvConfigSource".equals(config.getConfigValue(name).getSourceName());
    }
}
