package org.stowage.audit;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.audit.AuditEvent.Action;
import org.stowage.storage.FileKey;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/** What a line of the audit log looks like. */
final class AuditFormatTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

    private final AuditFormat format = new AuditFormat();
    private final Jsonb json = JsonbBuilder.create();

    @AfterEach
    void close() throws Exception {
        format.close();
        json.close();
    }

    @Test
    void everyMemberHasItsPlace() {
        Slot slot = new Slot(new FileKey("montague", "x/a.jpg"), 23456, "image/jpeg", "romeo@montague.example", null);
        StoredFile file = new StoredFile(slot, "0f".repeat(32), NOON);
        Actor source = new Actor("romeo@montague.example", "juliet", "jwt", "y2027", "7");
        assertThat(format.write(NOON, new AuditEvent(Action.STORED, AuditedResource.of(file), source, "because")))
                .isEqualTo("{\"time\":\"2026-11-22T12:00:00.123Z\",\"event\":\"stored\",\"tenant\":\"montague\","
                        + "\"key\":\"x/a.jpg\",\"size\":23456,\"type\":\"image/jpeg\","
                        + "\"owner\":\"romeo@montague.example\",\"sha256\":\"" + "0f".repeat(32) + "\","
                        + "\"who\":\"romeo@montague.example\",\"admin\":\"juliet\",\"contract\":\"jwt\",\"secret\":\"y2027\","
                        + "\"why\":\"because\",\"request\":\"7\"}");
    }

    @Test
    void unknownMembersAreLeftOut() {
        AuditEvent event = new AuditEvent(Action.UNBANNED, AuditedResource.owner("tybalt"), Actor.named("jmx"));
        assertThat(format.write(Instant.EPOCH, event))
                .isEqualTo(
                        "{\"time\":\"1970-01-01T00:00:00Z\",\"event\":\"unbanned\",\"owner\":\"tybalt\",\"who\":\"jmx\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "très cool ☃ 😀.jpg",
                "\" , \\ { } : \"event\":\"deleted\"",
                "a\nb\rc\td\u0000e\u001b[2Jf\u007f",
                "next\u0085line\u2028separator\u2029and \u202edirection",
                "%s {0} ${x} $1 \\u0041"
            })
    void textOfAClientIsOneLineOfVisibleAsciiAndCanBeReadBack(String sent) {
        AuditedResource subject = AuditedResource.noFile(sent).claiming(null, sent);
        String line = format.write(
                NOON, new AuditEvent(Action.REFUSED, subject, new Actor(sent, null, null, null, null), sent));
        assertThat(line).matches("[ -~]+");
        assertThat(read(line))
                .containsEntry("key", sent)
                .containsEntry("type", sent)
                .containsEntry("why", sent);
        assertThat(read(line)).hasSize(6);
    }

    @Test
    void halfACharacterIsEscapedToo() {
        String line = format.write(
                NOON, new AuditEvent(Action.REFUSED, AuditedResource.noFile("a\ud800b"), Actor.named("x")));
        assertThat(line).matches("[ -~]+").contains("a\\ud800b");
    }

    @Test
    void longTextsAreCut() {
        String line = format.write(
                NOON,
                new AuditEvent(
                        Action.REFUSED,
                        AuditedResource.noFile("k".repeat(1 << 20)),
                        Actor.named("x"),
                        "w".repeat(3000)));
        assertThat(read(line))
                .containsEntry("key", "k".repeat(2048) + "…")
                .containsEntry("why", "w".repeat(2048) + "…");
    }

    @Test
    void noCharacterIsCutInHalf() {
        String sent = "k".repeat(2047) + "😀".repeat(100);
        String line =
                format.write(NOON, new AuditEvent(Action.REFUSED, AuditedResource.noFile(sent), Actor.named("x")));
        assertThat(read(line)).containsEntry("key", "k".repeat(2047) + "…");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> read(String line) {
        return json.fromJson(line, Map.class);
    }
}
