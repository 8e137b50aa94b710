package org.stowage.management.orders;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.HexFormat;
import org.stowage.retention.DeletionResult;
import org.stowage.storage.Sha256;
import org.stowage.storage.StoredFile;

/**
 * The record of an erasure: a file of JSON lines. The first line says who ordered what, then each removed file has a
 * line, then one says how it ended. The last line has the SHA-256 of all lines before it, as {@code sha256sum} computes
 * it, and the Ed25519 signature of these 64 hex digits.
 */
final class ErasureRecord implements AutoCloseable {

    private final JsonProvider json = JsonProvider.provider();
    private final Path file;
    private final DigestOutputStream out;
    private volatile boolean signed;

    private ErasureRecord(Path file, OutputStream out) {
        this.file = file;
        this.out = new DigestOutputStream(new BufferedOutputStream(out), Sha256.start());
    }

    /**
     * Begins a record.
     *
     * @throws IOException if it cannot be written
     */
    static ErasureRecord begin(Path file, Job job, Instant now) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        ErasureRecord record = new ErasureRecord(file, Files.newOutputStream(file));
        OrderSubject.FilesOf owner = (OrderSubject.FilesOf) job.order().subject();
        record.write(record.json
                .createObjectBuilder()
                .add("record", "erasure")
                .add("version", 1)
                .add("job", job.id())
                .add("owner", record.json.createArrayBuilder(owner.names()))
                .add("admin", job.admin())
                .add("begun", now.toString()));
        return record;
    }

    Path file() {
        return file;
    }

    boolean isSigned() {
        return signed;
    }

    /** Adds a removed file. */
    void removed(StoredFile removed) {
        JsonObjectBuilder line = json.createObjectBuilder()
                .add("tenant", removed.key().tenant())
                .add("path", removed.key().path())
                .add("size", removed.size())
                .add("type", removed.type())
                .add("owner", removed.owner().orElse(""))
                .add("stored", removed.stored().toString());
        if (!removed.sha256().isEmpty()) {
            line.add("sha256", removed.sha256());
        }
        try {
            write(line);
        } catch (IOException e) {
            throw new UncheckedIOException("the record of the erasure cannot be written", e);
        }
    }

    /** Writes the end and signs the record. */
    void sign(SigningKey key, DeletionResult result, String outcome, Instant now) throws IOException {
        write(json.createObjectBuilder()
                .add("files", result.files())
                .add("bytes", result.bytes())
                .add("left", result.unreadable() + result.failed())
                .add("outcome", outcome)
                .add("ended", now.toString()));
        String digest = HexFormat.of().formatHex(out.getMessageDigest().digest());
        write(json.createObjectBuilder()
                .add("sha256", digest)
                .add("algorithm", SigningKey.ALGORITHM)
                .add("signature", key.sign(digest.getBytes(StandardCharsets.US_ASCII)))
                .add("publicKey", key.publicKey()));
        close();
        signed = true;
    }

    private void write(JsonObjectBuilder line) throws IOException {
        out.write((line.build() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
