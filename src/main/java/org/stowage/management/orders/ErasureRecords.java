package org.stowage.management.orders;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stowage.retention.DeletionResult;
import org.stowage.storage.Sha256;

/** The records of erasures, in a folder that only the server's user may read. The last hundred are kept. */
public final class ErasureRecords {

    private static final int KEPT = 100;
    private static final String ENDING = ".jsonl";

    private final Path folder;

    /** Keeps them in this folder, which is created when it is needed. */
    public ErasureRecords(Path folder) {
        this.folder = folder;
    }

    /** Returns the public key that signs the records, in base64 of its X.509 form. */
    public String publicKey() throws IOException {
        return key().publicKey();
    }

    ErasureRecord begin(Job job, Instant now) throws IOException {
        key();
        prune();
        return ErasureRecord.begin(fileOf(job.id()), job, now);
    }

    void end(ErasureRecord record, DeletionResult result, String outcome, Instant now) throws IOException {
        record.sign(key(), result, outcome, now);
    }

    /** Returns the record of a job, if there is one that was signed. */
    Optional<Path> find(String job) throws IOException {
        Path file = fileOf(job);
        return Files.exists(file) && isSigned(file) ? Optional.of(file) : Optional.empty();
    }

    private static boolean isSigned(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.anyMatch(line -> line.startsWith("{\"sha256\":"));
        }
    }

    /** The id is a text of an admin, so its hash is the name of the file. */
    private Path fileOf(String job) {
        byte[] hash = Sha256.start().digest(job.getBytes(StandardCharsets.UTF_8));
        return folder.resolve(HexFormat.of().formatHex(hash, 0, 16) + ENDING);
    }

    private SigningKey key() throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return SigningKey.in(folder.resolve("key"));
    }

    private void prune() throws IOException {
        List<Path> oldestFirst;
        try (Stream<Path> files = Files.list(folder)) {
            oldestFirst = files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted(Comparator.comparing(file -> file.toFile().lastModified()))
                    .toList();
        }
        for (Path file : oldestFirst.subList(0, Math.max(0, oldestFirst.size() - KEPT + 1))) {
            Files.deleteIfExists(file);
        }
    }
}
