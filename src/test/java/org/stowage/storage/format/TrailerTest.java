package org.stowage.storage.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/** What the trailer of a stored file contains of owner and expiry. */
final class TrailerTest {

    private static final Instant STORED = Instant.parse("2026-01-02T03:04:05Z");
    private static final String SHA256 = "ab".repeat(32);

    private final Trailer trailer = new Trailer();

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -",
                "romeo@montague.example, -",
                "-, 2100-01-01T00:00:00Z",
                "ju\"liet\\@cäpulet.example, 9999-12-31T23:59:59Z",
                "x, 1970-01-01T00:00:00Z"
            })
    void ownerAndExpiryComeBackAsTheyWere(@Nullable String owner, @Nullable Instant expires) throws IOException {
        StoredFile file = file(owner, expires);
        StoredFile read = read(json(file));
        assertThat(read).isEqualTo(file);
        assertThat(read.owner().orElse(null)).isEqualTo(owner);
        assertThat(read.expires().orElse(null)).isEqualTo(expires);
    }

    @Test
    void whatIsNotKnownIsAbsent() {
        assertThat(json(file(null, null))).doesNotContain("owner", "expires", "null");
        assertThat(json(file("x", null))).contains("\"owner\":\"x\"").doesNotContain("expires");
        assertThat(json(file(null, Instant.EPOCH))).contains("\"expires\":\"1970-01-01T00:00:00Z\"");
    }

    /** Written for a token that ends by itself; other descriptions are as they were. */
    @Test
    void endOfTheTokenComesBackAsItWas() throws IOException {
        Instant end = Instant.parse("2026-01-02T03:09:35Z");
        Slot slot = new Slot(new FileKey("capulet", "a/b"), 0, "image/jpeg", "x", Instant.EPOCH, end);
        StoredFile file = new StoredFile(slot, SHA256, STORED);
        assertThat(json(file))
                .isEqualTo(
                        "{\"expires\":\"1970-01-01T00:00:00Z\",\"owner\":\"x\",\"path\":\"a/b\",\"sha256\":\"" + SHA256
                                + "\",\"size\":0,\"stored\":\"2026-01-02T03:04:05Z\",\"tenant\":\"capulet\","
                                + "\"tokenEnds\":\"2026-01-02T03:09:35Z\",\"type\":\"image/jpeg\"}");
        assertThat(read(json(file))).isEqualTo(file);
    }

    /** Written by the first version. */
    @Test
    void fileWithoutOwnerAndExpiryIsRead() throws IOException {
        StoredFile read = read("{\"path\":\"a/b\",\"sha256\":\"" + SHA256
                + "\",\"size\":0,\"stored\":\"2026-01-02T03:04:05Z\",\"type\":\"image/jpeg\"}");
        assertThat(read).isEqualTo(file(null, null));
        assertThat(read.owner()).isEmpty();
        assertThat(read.expires()).isEmpty();
    }

    /** Earlier versions could store such owners. The file is found, without an owner. */
    @ParameterizedTest
    @ValueSource(ints = {0, Slot.MAX_OWNER_BYTES + 1, 5900})
    void fileOfAnOwnerWhomNobodyCanNameIsRead(int length) throws IOException {
        StoredFile read = read("{\"owner\":\"" + "r".repeat(length) + "\",\"path\":\"a/b\",\"sha256\":\"" + SHA256
                + "\",\"size\":0,\"stored\":\"2026-01-02T03:04:05Z\",\"type\":\"image/jpeg\"}");
        assertThat(read).isEqualTo(file(null, null));
    }

    /** Written by a later version. */
    @Test
    void whatALaterVersionAddsIsOverlooked() throws IOException {
        StoredFile read = read("{\"path\":\"a/b\",\"sha256\":\"" + SHA256
                + "\",\"size\":0,\"stored\":\"2026-01-02T03:04:05Z\",\"colour\":{\"x\":[1]},\"type\":\"image/jpeg\"}");
        assertThat(read).isEqualTo(file(null, null));
    }

    private static StoredFile file(@Nullable String owner, @Nullable Instant expires) {
        return new StoredFile(new Slot(new FileKey("a/b"), 0, "image/jpeg", owner, expires), SHA256, STORED);
    }

    private String json(StoredFile file) {
        ByteBuffer bytes = trailer.encode(file);
        return StandardCharsets.UTF_8.decode(bytes.limit(bytes.limit() - 12)).toString();
    }

    private StoredFile read(String json) throws IOException {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(text.length + 12)
                .put(text)
                .putInt(text.length)
                .put("stowage1".getBytes(StandardCharsets.US_ASCII))
                .flip();
        return (StoredFile) trailer.read(new EndOf(bytes), "here", Fingerprint.of(new FileKey("another")));
    }

    private record EndOf(ByteBuffer bytes) implements Trailer.Tail {

        @Override
        public long size() {
            return bytes.limit();
        }

        @Override
        public ByteBuffer last(int most) {
            int length = Math.min(most, bytes.limit());
            return bytes.slice(bytes.limit() - length, length);
        }
    }
}
