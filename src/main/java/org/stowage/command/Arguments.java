package org.stowage.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * The words of a command line: operands and options.
 *
 * @param operands the words that are neither options nor their values, in order
 * @param options the values by option name; a name begins with two hyphens, and that of a flag has an empty value
 */
record Arguments(List<String> operands, Map<String, String> options) {

    /**
     * Sorts words into operands and options.
     *
     * @param known the options that have a value
     * @param flags the options that have none
     * @throws IllegalArgumentException if an option is unknown, has no value, or occurs twice
     */
    static Arguments of(List<String> words, Set<String> known, Set<String> flags) {
        List<String> operands = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if (!word.startsWith("--")) {
                operands.add(word);
            } else if (flags.contains(word)) {
                options.put(word, "");
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

    /** Returns the same without some options. */
    Arguments without(String... names) {
        Map<String, String> rest = new HashMap<>(options);
        rest.keySet().removeAll(List.of(names));
        return new Arguments(operands, Map.copyOf(rest));
    }

    /** Tells whether a flag is there. */
    boolean has(String flag) {
        return options.containsKey(flag);
    }

    /**
     * Returns an operand.
     *
     * @throws IllegalArgumentException if there are not so many; the message is the sentence
     */
    String operand(int index, String sentence) {
        if (index >= operands.size()) {
            throw new IllegalArgumentException(sentence, new NoSuchElementException());
        }
        return operands.get(index);
    }

    /**
     * Checks that there are no more operands and no other options.
     *
     * @throws IllegalArgumentException if there are
     */
    void allow(int most, Set<String> allowed) {
        if (operands.size() > most) {
            throw new IllegalArgumentException("There is one argument too many: " + operands.get(most));
        }
        options.keySet().stream()
                .filter(name -> !allowed.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("This command has no option " + name + ".");
                });
    }
}
