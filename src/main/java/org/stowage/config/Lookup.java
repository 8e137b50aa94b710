package org.stowage.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/** Looks values up, remembers which keys were asked for, and collects complaints instead of throwing them. */
final class Lookup {

    private static final String PREFIX = "stowage.";

    private final Config config;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<String> complaints = new ArrayList<>();

    Lookup(Config config) {
        this.config = config;
    }

    /** Returns the value, or nothing if it is not set or cannot be read; the latter is a complaint that shows it. */
    <T> Optional<T> read(String key, Function<String, T> parser) {
        return lookUp(key, parser, text -> " \"" + text + "\"");
    }

    /** Returns a value that no complaint may show. */
    Optional<Secret> readSecret(String key) {
        return lookUp(key, Secret::new, text -> "");
    }

    /** Returns the value, or the default if it is not set, or if it cannot be read. */
    <T> T read(String key, Function<String, T> parser, T otherwise) {
        return read(key, parser).orElse(otherwise);
    }

    /** Tells whether there is any value, even one that cannot be read. */
    boolean isSet(String key) {
        return config.getConfigValue(key).getRawValue() != null;
    }

    void complain(String complaint) {
        complaints.add(complaint);
    }

    /** Returns what was wrong so far. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Returns what looks like one of ours and was not asked for: most likely a slip of the pen. */
    List<String> unknownKeys() {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(PREFIX) && !asked.contains(name) && !isVariable(name))
                .sorted()
                .toList();
    }

    private <T> Optional<T> lookUp(String key, Function<String, T> parser, Function<String, String> shown) {
        asked.add(key);
        Optional<String> text = Optional.empty();
        try {
            text = config.getOptionalValue(key, String.class);
            if (text.isEmpty() && isUnexpanded(config.getConfigValue(key))) {
                complain(key + " contains ${…} that cannot be expanded; write \\${ for a plain ${");
            }
            return text.map(parser);
        } catch (IllegalArgumentException e) {
            complain(key + shown.apply(text.orElse("")) + " " + e.getMessage());
            return Optional.empty();
        }
    }

    /** MicroProfile Config answers an expression that has no value as if the setting itself were not set. */
    private static boolean isUnexpanded(ConfigValue value) {
        return value.getValue() == null && value.getRawValue() != null;
    }

    /** SmallRye lists the variable of {@code stowage.max-size} as {@code stowage.max.size}. */
    private boolean isVariable(String name) {
        return asked.stream().anyMatch(key -> key.replace('-', '.').equals(name))
                && "EnvConfigSource".equals(config.getConfigValue(name).getSourceName());
    }
}
