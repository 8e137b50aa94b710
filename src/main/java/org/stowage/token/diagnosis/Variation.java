package org.stowage.token.diagnosis;

/**
 * A value that may have been signed instead of the one in the request.
 *
 * @param value the value
 * @param distance the number of differences from the right value; 0 for the right value
 * @param sentence what it means if this value was signed; empty for the right value
 */
record Variation<T>(T value, int distance, String sentence) {

    static <T> Variation<T> right(T value) {
        return new Variation<>(value, 0, "");
    }

    static <T> Variation<T> wrong(T value, String sentence) {
        return new Variation<>(value, 1, sentence);
    }
}
