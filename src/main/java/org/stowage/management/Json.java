package org.stowage.management;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JSON of admin calls. They are rare: each has a binding of its own, and nothing must be closed at undeploy. */
final class Json {

    private static final String WRONG = "The body is not the JSON that this call takes.";

    private Json() {}

    static String write(Object value) {
        return with(json -> json.toJson(value));
    }

    /**
     * Reads one value. Parsers throw many kinds of exceptions at bad text.
     *
     * @throws IllegalArgumentException if the text is not JSON, or not of this type; the message is a sentence
     */
    static <T> T read(String text, Class<T> type) {
        @Nullable T value;
        try {
            value = type.cast(with(json -> json.fromJson(text, type)));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(WRONG, e);
        }
        if (value == null) {
            throw new IllegalArgumentException(WRONG);
        }
        return value;
    }

    private static <T> T with(Function<Jsonb, T> work) {
        Jsonb json = JsonbBuilder.create();
        try {
            return work.apply(json);
        } finally {
            close(json);
        }
    }

    /** It holds nothing outside. */
    private static void close(Jsonb json) {
        try {
            json.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
