package org.stowage.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words of a command line: operands and options.
 *
 * @param operands the words that are neither options nor their values, in order
 * @param options the values by option name; a name begins with two hyphens
 */
record Arguments(List<String> operands, Map<String, String> options) {

    /**
     * Sorts words into operands and options.
     *
     * @throws IllegalArgumentException if an option is unknown, has no value, or occurs twice
     */
    static Arguments of(List<String> words, Set<String> known) {
        List<String> operands = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if (!word.startsWith("--")) {
                operands.add(word);
            } else if (!known.contains(word)) {
                throw new IllegalArgumentException("There is no option " + word + ".");
            } else if (!rest.hasNext() || options.put(word, rest.next()) != null) {
                throw new IllegalArgumentException("The option " + word + " needs exactly one value.");
            }
        }
        return new Arguments(List.copyOf(operands), Map.copyOf(options));
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }
}
