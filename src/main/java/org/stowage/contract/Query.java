package org.stowage.contract;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The raw query of a URL. Nothing is decoded, because tokens are hex and the names of their parameters are letters and
 * digits.
 */
public final class Query {

    private final List<String> pairs;

    private Query(List<String> pairs) {
        this.pairs = pairs;
    }

    /** Reads the text after the question mark, if there is any. */
    public static Query of(@Nullable String raw) {
        return new Query(raw == null ? List.of() : List.of(raw.split("&", -1)));
    }

    /** Returns the values of the parameter in their order; a parameter without {@code =} has the empty value. */
    public List<String> values(String name) {
        List<String> values = new ArrayList<>(1);
        for (String pair : pairs) {
            if (pair.startsWith(name) && (pair.length() == name.length() || pair.charAt(name.length()) == '=')) {
                values.add(pair.substring(Math.min(pair.length(), name.length() + 1)));
            }
        }
        return values;
    }

    /** Returns the names of the parameters in their order. */
    public List<String> names() {
        return pairs.stream().map(pair -> pair.replaceFirst("=.*", "")).toList();
    }
}
