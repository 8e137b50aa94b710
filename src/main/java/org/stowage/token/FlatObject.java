package org.stowage.token;

import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A JSON object without nested values and with unique names: the header or the claims of a token. It is read as a
 * stream, because in an object model the last of two equal names silently wins and deep nesting can exhaust the stack.
 */
public final class FlatObject {

    private final Set<String> names = new HashSet<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, String> numbers = new HashMap<>();

    private FlatObject() {}

    /** Reads UTF-8; returns nothing unless it is exactly one such object. */
    public static Optional<FlatObject> read(byte[] utf8, JsonParserFactory parsers) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            try (JsonParser parser = parsers.createParser(new StringReader(text))) {
                FlatObject object = new FlatObject();
                return object.readFrom(parser) ? Optional.of(object) : Optional.empty();
            }
        } catch (CharacterCodingException | JsonException | NoSuchElementException notJson) {
            return Optional.empty();
        }
    }

    /** Tells whether the object has exactly these members, all of them strings. */
    public boolean is(Map<String, String> members) {
        return names.equals(members.keySet()) && texts.equals(members);
    }

    /**
     * Returns a string, or nothing if there is no member of that name.
     *
     * @throws IllegalArgumentException if the member is not a string
     */
    public Optional<String> text(String name) {
        return member(name, texts);
    }

    /**
     * Returns a whole number, or nothing if there is no member of that name. Any notation is accepted, such as
     * {@code 1000.0}, because Lua's numbers are floats.
     *
     * @throws IllegalArgumentException if the member is not a number
     * @throws ArithmeticException if the number is not whole or does not fit into a {@code long}
     */
    public OptionalLong wholeNumber(String name) {
        Optional<String> digits = member(name, numbers);
        return digits.isEmpty() ? OptionalLong.empty() : OptionalLong.of(new BigDecimal(digits.get()).longValueExact());
    }

    private Optional<String> member(String name, Map<String, String> ofOneType) {
        if (names.contains(name) && !ofOneType.containsKey(name)) {
            throw new IllegalArgumentException("not of the expected type");
        }
        return Optional.ofNullable(ofOneType.get(name));
    }

    private boolean readFrom(JsonParser parser) {
        if (!parser.hasNext() || parser.next() != Event.START_OBJECT) {
            return false;
        }
        while (parser.hasNext()) {
            if (parser.next() == Event.END_OBJECT) {
                return !parser.hasNext();
            }
            if (!names.add(parser.getString()) || !readMember(parser)) {
                return false;
            }
        }
        return false;
    }

    /** Reads the value; the parser is at the name. */
    private boolean readMember(JsonParser parser) {
        String name = parser.getString();
        switch (parser.next()) {
            case VALUE_STRING -> texts.put(name, parser.getString());
            case VALUE_NUMBER -> numbers.put(name, parser.getString());
            case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> {
                // Only the name is kept.
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
