package org.stowage.storage.format;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.Ban;
import org.stowage.storage.Checksums;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Words;

/**
 * The JSON (RFC 8259) in the files of the store. Members are written in alphabetical order, times in ISO 8601 and UTC.
 * Unknown values are left out. A reader ignores members that it does not know. Safe for any number of threads.
 *
 * <p>It is written and read member by member, so that the format does not depend on how a container maps Java to JSON.
 *
 * <table>
 * <caption>The members</caption>
 * <tr><td>file</td><td>{@code crc32c} (hex, of the content), {@code expires}, {@code id} (of the publication, if there
 * is no {@code sha256}), {@code owner}, {@code path} (decoded), {@code sha256} (hex, of the content), {@code size}
 * (bytes), {@code stored}, {@code tenant} (left out for the tenant without a name), {@code tokenEnds},
 * {@code type}</td></tr>
 * <tr><td>tombstone</td><td>{@code buried} (when the file was deleted, or up to an hour later), {@code reason} (such as
 * {@code taken-down}), {@code until} (from when on no token can be valid). Earlier versions wrote {@code path} and
 * {@code tenant}, but no {@code until}</td></tr>
 * <tr><td>ban</td><td>{@code since}, {@code value}, {@code why}</td></tr>
 * </table>
 */
public final class StoreJson {

    private final JsonGeneratorFactory generators;
    private final JsonReaderFactory readers;

    /** Looks for the library that reads and writes JSON. */
    public StoreJson() {
        JsonProvider provider = JsonProvider.provider();
        generators = provider.createGeneratorFactory(Map.of());
        readers = provider.createReaderFactory(Map.of());
    }

    String write(StoredFile file) {
        Slot slot = file.slot();
        return object(json -> {
            writeUnlessEmpty(json, "crc32c", file.checksums().crc32c());
            writeIfKnown(json, "expires", slot.expires());
            writeUnlessEmpty(json, "id", file.id());
            writeIfKnown(json, "owner", slot.owner());
            json.write("path", slot.key().path());
            writeUnlessEmpty(json, "sha256", file.sha256());
            json.write("size", slot.size());
            json.write("stored", file.stored().toString());
            writeUnlessEmpty(json, "tenant", slot.key().tenant());
            writeIfKnown(json, "tokenEnds", slot.tokenEnds());
            json.write("type", slot.type());
        });
    }

    String write(Tombstone tombstone) {
        return object(json -> {
            json.write("buried", tombstone.deleted().toString());
            json.write("reason", Words.of(tombstone.reason()));
            writeIfKnown(json, "until", tombstone.until());
        });
    }

    /** Returns the text of a ban. */
    public String write(Ban ban) {
        return object(json -> {
            json.write("since", ban.since().toString());
            json.write("value", ban.value());
            json.write("why", ban.why());
        });
    }

    /**
     * Reads the description of a file. Leaves out an illegal owner, which earlier versions could store.
     *
     * @throws RuntimeException if the text is not a description
     */
    StoredFile readFile(String text) {
        JsonObject json = read(text);
        Slot slot = new Slot(
                key(json),
                json.getJsonNumber("size").longValueExact(),
                json.getString("type"),
                text(json, "owner").filter(Slot::isOwner).orElse(null),
                time(json, "expires").orElse(null),
                time(json, "tokenEnds").orElse(null));
        Checksums checksums = new Checksums(json.getString("sha256", ""), json.getString("crc32c", ""));
        StoredFile file =
                new StoredFile(slot, checksums, Instant.parse(json.getString("stored")), json.getString("id", ""), "");
        if (file.tag().isEmpty()) {
            throw new IllegalArgumentException("neither id nor sha256");
        }
        return file;
    }

    /**
     * Reads a tombstone. Those of earlier versions contain the name of their file.
     *
     * @param name under which the tombstone lies
     * @throws RuntimeException if the text is not a tombstone
     */
    Tombstone readTombstone(String text, Fingerprint name) {
        JsonObject json = read(text);
        return new Tombstone(
                json.containsKey("path") ? Fingerprint.of(key(json)) : name,
                Instant.parse(json.getString("buried")),
                Words.parse(Tombstone.Reason.class, json.getString("reason")),
                time(json, "until").orElse(null),
                "");
    }

    /**
     * Reads a ban.
     *
     * @throws RuntimeException if the text is not a ban
     */
    public Ban readBan(String text, Ban.Kind kind) {
        JsonObject json = read(text);
        return new Ban(kind, json.getString("value"), Instant.parse(json.getString("since")), json.getString("why"));
    }

    private String object(Consumer<JsonGenerator> members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = generators.createGenerator(text)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEnd();
        }
        return text.toString();
    }

    private JsonObject read(String text) {
        try (JsonReader reader = readers.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static void writeIfKnown(JsonGenerator json, String name, @Nullable Object value) {
        if (value != null) {
            json.write(name, value.toString());
        }
    }

    private static void writeUnlessEmpty(JsonGenerator json, String name, String value) {
        if (!value.isEmpty()) {
            json.write(name, value);
        }
    }

    private static FileKey key(JsonObject json) {
        return new FileKey(text(json, "tenant").orElse(""), json.getString("path"));
    }

    private static Optional<Instant> time(JsonObject json, String name) {
        return text(json, name).map(Instant::parse);
    }

    private static Optional<String> text(JsonObject json, String name) {
        return Optional.ofNullable(json.getString(name, null));
    }
}
