package org.stowage.storage;

import java.util.Locale;

/** Turns constants into the words of files, logs and the audit log: {@code TAKEN_DOWN} into {@code taken-down}. */
public final class Words {

    private Words() {}

    /** Returns the word of a constant, in lower case and with hyphens. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns the constant of a word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static <E extends Enum<E>> E parse(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
