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

/** Looks values up, remembers what was asked for and found, and collects complaints instead of throwing them. */
final class Lookup {

    private static final String PREFIX = "stowage.";

    /** What SmallRye makes of the variables that commands and scripts for admins read: a server may inherit them. */
    private static final Set<String> OF_COMMANDS =
            Set.of("stowage.admin.user", "stowage.admin.password", "stowage.key.store.password");

    private final Config config;
    private final Map<String, String> overrides;
    private final Map<String, Optional<String>> found = new TreeMap<>();
    private final Set<String> secrets = new HashSet<>();
    private final List<String> complaints = new ArrayList<>();

    /** What is overridden is not looked up in the configuration. */
    Lookup(Config config, Map<String, String> overrides) {
        this.config = config;
        this.overrides = Map.copyOf(overrides);
    }

    /** Returns the value, or nothing if it is not set or cannot be read; the latter is a complaint that shows it. */
    <T> Optional<T> read(String key, Function<String, T> parser) {
        return lookUp(key, parser, text -> " \"" + text + "\"");
    }

    /** Returns a value that no complaint may show. */
    Optional<Secret> readSecret(String key) {
        secrets.add(key);
        return lookUp(key, Secret::new, text -> "");
    }

    /** Returns the value, or the default if it is not set, or if it cannot be read. */
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

    void complain(String complaint) {
        complaints.add(complaint);
    }

    /** Returns what was wrong so far. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /**
     * Returns what looks like one of ours and was not asked for: most likely a slip of the pen. The sources are asked, for
     * the configuration itself remembers the names that it began with.
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
                complain(key + " contains ${…} that cannot be expanded; write \\${ for a plain ${");
            }
            return text.map(parser);
        } catch (IllegalArgumentException e) {
            complain(key + shown.apply(text.orElse("")) + " " + e.getMessage());
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
        return (OF_COMMANDS.contains(name)
                        || found.keySet().stream()
                                .anyMatch(key -> key.replace('-', '.').equals(name)))
                && "EnvConfigSource".equals(config.getConfigValue(name).getSourceName());
    }
}
