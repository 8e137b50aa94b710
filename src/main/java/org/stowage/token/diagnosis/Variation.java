package org.stowage.token.diagnosis;

/**
 * Something that may have been signed instead of what the request implies.
 *
 * @param value that may have been signed
 * @param distance how far that is from what is expected: 0 is right
 * @param sentence what it means if it was; empty if it is right
 */
record Variation<T>(T value, int distance, String sentence) {

    static <T> Variation<T> right(T value) {
        return new Variation<>(value, 0, "");
    }

    static <T> Variation<T> wrong(T value, String sentence) {
        return new Variation<>(value, 1, sentence);
    }
}
