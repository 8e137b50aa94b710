package org.stowage.storage.local;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.format.DamagedFileException;
import org.stowage.storage.staging.Disk;
import org.stowage.storage.staging.Durability;

/**
 * The store that a deployment had last, as remembered in a file outside of that store.
 *
 * @param id of the store
 * @param basePath where it was
 */
record KnownStore(String id, Path basePath) {

    /** Reads the file; empty if there is none. */
    static Optional<KnownStore> read(Path file) throws IOException {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw damaged(file);
        }
        @Nullable String id = read.getProperty("id");
        @Nullable String basePath = read.getProperty("base-path");
        if (id == null || basePath == null) {
            throw damaged(file);
        }
        return Optional.of(new KnownStore(id, Path.of(basePath)));
    }

    /** Replaces the file in one step, durably. */
    void write(Path file) throws IOException {
        Disk disk = Disk.prepare(Objects.requireNonNull(file.toAbsolutePath().getParent()), Durability.FSYNC);
        Path target = disk.base().resolve(file.getFileName());
        Path partial = disk.base().resolve(file.getFileName() + "." + UUID.randomUUID());
        try {
            try (FileChannel channel = disk.create(partial)) {
                ByteBuffer bytes = ByteBuffer.wrap(text().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                disk.sync(channel);
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            disk.syncDirectory(disk.base());
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    @Override
    public String toString() {
        return "the store " + id + " in " + basePath;
    }

    /** The properties format escapes the path, which may contain any character. */
    private String text() throws IOException {
        Properties properties = new Properties();
        properties.setProperty("id", id);
        properties.setProperty("base-path", basePath.toString());
        StringWriter text = new StringWriter();
        properties.store(text, "The store that this deployment of Stowage had last.");
        return text.toString();
    }

    private static DamagedFileException damaged(Path file) {
        return new DamagedFileException(file.toString(), "is damaged: it does not name a store");
    }
}
