package org.stowage.storage.staging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Tries at the start what a publication needs, and reports what the file system cannot do. */
final class FileSystemProbe {

    private final Disk disk;
    private final Path folder;
    private final Path first;
    private final Path second;
    private final Path third;

    FileSystemProbe(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
        this.first = folder.resolve("probe-1");
        this.second = folder.resolve("probe-2");
        this.third = folder.resolve("probe-3");
    }

    void run() throws IOException {
        try {
            need("files cannot be written", this::write);
            need("hard links do not work", () -> Files.createLink(second, first));
            need("a hard link replaces an existing file", this::linkMustFail);
            need("a rename does not replace a file", this::renameMustReplace);
            need("directories cannot be synced", () -> disk.syncDirectory(folder));
        } finally {
            Files.deleteIfExists(first);
            Files.deleteIfExists(second);
            Files.deleteIfExists(third);
        }
    }

    private void write() throws IOException {
        try (FileChannel channel = disk.create(first)) {
            channel.write(ByteBuffer.wrap("probe".getBytes(StandardCharsets.US_ASCII)));
            disk.sync(channel);
        }
    }

    private void linkMustFail() throws IOException {
        try {
            Files.createLink(second, first);
        } catch (FileAlreadyExistsException expected) {
            return;
        }
        throw new IOException("it did");
    }

    private void renameMustReplace() throws IOException {
        try (FileChannel channel = disk.create(third)) {
            channel.write(ByteBuffer.wrap("longer one".getBytes(StandardCharsets.US_ASCII)));
        }
        Files.move(third, second, StandardCopyOption.ATOMIC_MOVE);
        if (Files.exists(third) || Files.size(second) == Files.size(first)) {
            throw new IOException("it left something else");
        }
    }

    private void need(String complaint, Trial trial) throws IOException {
        try {
            trial.run();
        } catch (IOException | UnsupportedOperationException e) {
            throw new FileSystemException(disk.base().toString(), null, complaint + " there: " + e);
        }
    }

    private interface Trial {
        void run() throws IOException;
    }
}
