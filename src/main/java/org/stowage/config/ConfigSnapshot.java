package org.stowage.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The configuration at one reading: the texts by key, an empty value for each setting that is not set, and the unknown
 * keys.
 */
final class ConfigSnapshot {

    private final Map<String, Optional<String>> texts;
    private final Predicate<String> secret;
    private final List<String> unknown;

    ConfigSnapshot(Map<String, Optional<String>> texts, Predicate<String> secret, List<String> unknown) {
        this.texts = texts;
        this.secret = secret;
        this.unknown = unknown;
    }

    /** Tells whether another snapshot has the same texts and unknown keys. */
    boolean isSameAs(ConfigSnapshot other) {
        return texts.equals(other.texts) && unknown.equals(other.unknown);
    }

    /** Returns the keys whose texts differ from those of the earlier snapshot. */
    List<String> changesSince(ConfigSnapshot earlier) {
        TreeSet<String> keys = new TreeSet<>(texts.keySet());
        keys.addAll(earlier.texts.keySet());
        keys.removeIf(key -> text(key).equals(earlier.text(key)));
        return new ArrayList<>(keys);
    }

    /** Returns the keys that begin like settings but are none. */
    List<String> unknown() {
        return unknown;
    }

    /** Returns the unknown keys that the earlier snapshot does not have. */
    List<String> unknownSince(ConfigSnapshot earlier) {
        return unknown.stream().filter(key -> !earlier.unknown.contains(key)).toList();
    }

    /** Returns the text or the default of every setting, as an admin may see it. */
    SortedMap<String, String> shown() {
        SortedMap<String, String> shown = new TreeMap<>();
        texts.keySet().forEach(key -> shown.put(key, shown(key)));
        return shown;
    }

    /** Returns the text of a key, or its default in parentheses; a secret is shown as three asterisks. */
    String shown(String key) {
        Optional<String> text = text(key).map(set -> secret.test(key) ? "***" : set);
        return text.orElseGet(
                () -> "(" + Setting.of(key).map(Setting::defaultText).orElse("none") + ")");
    }

    private Optional<String> text(String key) {
        return texts.getOrDefault(key, Optional.empty());
    }
}
