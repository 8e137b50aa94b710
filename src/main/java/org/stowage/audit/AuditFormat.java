package org.stowage.audit;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Writes events as lines and reads lines. A line is one JSON object in visible ASCII without a line break. Thread-safe.
 */
final class AuditFormat implements AutoCloseable {

    private final Jsonb json = JsonbBuilder.create();

    /** Returns the line, without a line break at its end. */
    String write(Instant time, AuditEvent event) {
        return ascii(json.toJson(AuditLine.of(time, event)));
    }

    /** Returns the members of a line; throws a {@link RuntimeException} if the line is malformed. */
    Map<?, ?> read(String line) {
        return json.fromJson(line, Map.class);
    }

    @Override
    public void close() {
        try {
            json.close();
        } catch (Exception e) {
            throw new IllegalStateException("JSON Binding cannot be closed", e);
        }
    }

    /**
     * Escapes all characters except visible ASCII; they occur only in strings, where JSON has escapes for them (RFC
     * 8259 §7).
     */
    private static String ascii(String text) {
        if (text.chars().allMatch(AuditFormat::isVisible)) {
            return text;
        }
        StringBuilder ascii = new StringBuilder(text.length() + 64);
        text.chars().forEach(c -> {
            if (isVisible(c)) {
                ascii.append((char) c);
            } else {
                ascii.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
        });
        return ascii.toString();
    }

    private static boolean isVisible(int c) {
        return c >= ' ' && c <= '~';
    }
}
