package org.stowage.audit;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as lines and reads lines. A line is one JSON object in visible ASCII without a line break. Thread-safe.
 */
final class AuditFormat implements AutoCloseable {

    /** The longest text in a line. Legal paths are not longer; other texts of clients are cut off. */
    private static final int LONGEST = 2048;

    private final Jsonb json = JsonbBuilder.create();

    /**
     * The JSON object of a line.
     *
     * @param time in ISO 8601, UTC, to the millisecond
     * @param event the action, in lower case
     * @param request the id of the request
     */
    @JsonbPropertyOrder({
        "time",
        "event",
        "tenant",
        "key",
        "size",
        "type",
        "owner",
        "sha256",
        "who",
        "admin",
        "contract",
        "secret",
        "why",
        "request"
    })
    public record Line(
            Instant time,
            String event,
            @Nullable String tenant,
            @Nullable String key,
            @Nullable Long size,
            @Nullable String type,
            @Nullable String owner,
            @Nullable String sha256,
            @Nullable String who,
            @Nullable String admin,
            @Nullable String contract,
            @Nullable String secret,
            @Nullable String why,
            @Nullable String request) {

        static Line of(Instant time, AuditEvent event) {
            AuditedResource resource = event.resource();
            Actor actor = event.actor();
            return new Line(
                    time.truncatedTo(ChronoUnit.MILLIS),
                    event.action().toString(),
                    resource.tenant(),
                    cut(resource.key()),
                    resource.size(),
                    cut(resource.type()),
                    cut(resource.owner()),
                    resource.sha256(),
                    cut(actor.who()),
                    cut(actor.admin()),
                    actor.contract(),
                    actor.secret(),
                    cut(event.why()),
                    actor.request());
        }

        private static @Nullable String cut(@Nullable String text) {
            if (text == null || text.length() <= LONGEST) {
                return text;
            }
            int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
            return text.substring(0, end) + "…";
        }
    }

    /** Returns the line, without a line break at its end. */
    String write(Instant time, AuditEvent event) {
        return ascii(json.toJson(Line.of(time, event)));
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
