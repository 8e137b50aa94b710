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
 * @param operands what is asked about, in order
 * @param options by their names, which begin with two hyphens
 */
record Arguments(List<String> operands, Map<String, String> options) {

    /**
     * Sorts words into operands and options.
     *
     * @throws IllegalArgumentException if an option is not known, has no value, or comes twice
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
                throw new IllegalArgumentException("There is no option " + word + " here.");
            } else if (!rest.hasNext() || options.put(word, rest.next()) != null) {
                throw new IllegalArgumentException("The option " + word + " has one value.");
            }
        }
        return new Arguments(List.copyOf(operands), Map.copyOf(options));
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }
}
