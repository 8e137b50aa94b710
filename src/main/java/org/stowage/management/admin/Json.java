package org.stowage.management.admin;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.StringReader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the JSON of admin calls. They are rare, so each has a binding of its own, and none must be closed at
 * undeploy.
 */
final class Json {

    private static final int DEEPEST = 16;

    private static final String WRONG = "The body is not the JSON that this call takes.";

    private Json() {}

    static String write(Object value) {
        return with(json -> json.toJson(value));
    }

    /**
     * Reads one object.
     *
     * @throws IllegalArgumentException if the text is not JSON, or not of this type; the message is a sentence
     */
    static <T> T read(String text, Class<T> type) {
        @Nullable T value;
        try {
            requireFlatEnoughObject(text);
            value = type.cast(with(json -> json.fromJson(text, type)));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(WRONG, e);
        }
        if (value == null) {
            throw new IllegalArgumentException(WRONG);
        }
        return value;
    }

    /**
     * Throws if the text is not exactly one object, or is nested too deep. JSON-B alone would read deep values by
     * recursion until the stack overflows, accept an array as a map, and ignore text after the value.
     */
    private static void requireFlatEnoughObject(String text) {
        try (JsonParser parser = JsonProvider.provider().createParser(new StringReader(text))) {
            boolean object = parser.next() == Event.START_OBJECT;
            int depth = 1;
            while (object && parser.hasNext()) {
                depth += step(parser.next());
                object = depth <= DEEPEST;
            }
            if (!object || depth != 0) {
                throw new IllegalArgumentException(WRONG);
            }
        }
    }

    private static int step(Event event) {
        return switch (event) {
            case START_OBJECT, START_ARRAY -> 1;
            case END_OBJECT, END_ARRAY -> -1;
            default -> 0;
        };
    }

    private static <T> T with(Function<Jsonb, T> work) {
        Jsonb json = JsonbBuilder.create();
        try {
            return work.apply(json);
        } finally {
            close(json);
        }
    }

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
