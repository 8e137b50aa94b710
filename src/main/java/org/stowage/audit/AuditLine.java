package org.stowage.audit;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of the audit log, as JSON-B writes it. What is not known is null.
 *
 * @param time when, to the millisecond
 * @param event the action, in lower case
 * @param tenant the name of the tenant
 * @param key the decoded path
 * @param size in bytes
 * @param type the media type
 * @param owner whose file it is
 * @param sha256 of the content, in hex
 * @param who a user, or one word for another cause
 * @param admin who gave the order
 * @param contract of the token
 * @param secret the id of the secret that signed the token
 * @param why the reason
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
public record AuditLine(
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

    /** The longest text in a line. Legal paths are not longer; other texts of clients are cut off. */
    private static final int LONGEST = 2048;

    static AuditLine of(Instant time, AuditEvent event) {
        AuditedResource resource = event.resource();
        Actor actor = event.actor();
        return new AuditLine(
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

    /**
     * Returns a line that was read.
     *
     * @throws RuntimeException if the members are not those of a line
     */
    static AuditLine of(Map<?, ?> members) {
        return new AuditLine(
                Instant.parse(String.valueOf(members.get("time"))),
                String.valueOf(members.get("event")),
                text(members, "tenant"),
                text(members, "key"),
                members.get("size") instanceof Number size ? size.longValue() : null,
                text(members, "type"),
                text(members, "owner"),
                text(members, "sha256"),
                text(members, "who"),
                text(members, "admin"),
                text(members, "contract"),
                text(members, "secret"),
                text(members, "why"),
                text(members, "request"));
    }

    private static @Nullable String text(Map<?, ?> members, String name) {
        return members.get(name) instanceof String text ? text : null;
    }
}
