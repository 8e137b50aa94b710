package org.stowage.audit;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A file that is rotated when it is full: {@code <name>} is moved to {@code <name>.1}, that to {@code <name>.2}, and so
 * on; the last one is deleted.
 *
 * <p>Before each line the file's attributes are read: its size, and whether the open file still has this name. So no
 * line is lost or torn when {@code logrotate} moves the file or two deployments share it. Of the deployments that share
 * it, only the one that holds its lock rotates it.
 */
final class RotatingFile implements AuditSink {

    private static final Logger LOG = Logger.getLogger("org.stowage");

    private final Path path;
    private final long limit;
    private final int files;
    private @Nullable FileOutputStream out;
    private @Nullable Object identity;
    private boolean closed;
    private boolean grows;

    private RotatingFile(Path path, long limit, int files) {
        this.path = path;
        this.limit = limit;
        this.files = files;
    }

    /**
     * Opens the file; creates it and its folder if they are missing.
     *
     * @param limit the maximum size of one file in bytes
     * @param files the maximum number of files, the current one included
     * @throws IOException if the file cannot be written
     */
    static RotatingFile open(Path path, long limit, int files) throws IOException {
        RotatingFile file = new RotatingFile(path, limit, files);
        Files.createDirectories(Objects.requireNonNull(path.toAbsolutePath().getParent()));
        file.reopen();
        return file;
    }

    @Override
    public synchronized void append(String line) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
        long size = sizeOfOpen();
        if (size > 0 && size + bytes.length > limit) {
            rotateIfAlone();
            size = sizeOfOpen();
        }
        try {
            Objects.requireNonNull(out).write(bytes);
        } catch (IOException e) {
            removePartOfLine(size, bytes.length);
            throw e;
        }
    }

    @Override
    public synchronized void sync() throws IOException {
        FileOutputStream open = out;
        if (open != null) {
            open.getChannel().force(false);
        }
    }

    @Override
    public Set<String> recorded(Instant since) {
        return RecordedFiles.since(path, since);
    }

    @Override
    public boolean isReadable() {
        return true;
    }

    /** Reads without a lock, because a line that is being written may be missed. */
    @Override
    public List<AuditLine> last(Predicate<AuditLine> condition, int limit) throws IOException {
        return LastLines.of(path, condition, limit);
    }

    @Override
    public synchronized void close() {
        closed = true;
        closeOpenFile();
    }

    private void closeOpenFile() {
        FileOutputStream open = out;
        out = null;
        identity = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // Nothing is buffered, so nothing is lost.
        }
    }

    /** Returns the size of the file; reopens it if the open file no longer has this name. */
    private long sizeOfOpen() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (isOpen(attributes)) {
                return attributes.size();
            }
        } catch (NoSuchFileException moved) {
            // A new file is created.
        }
        reopen();
        return Files.size(path);
    }

    private boolean isOpen(BasicFileAttributes attributes) {
        return out != null && Objects.equals(identity, attributes.fileKey());
    }

    private void reopen() throws IOException {
        closeOpenFile();
        try {
            Files.createFile(path, forTheOwnerOnly());
        } catch (FileAlreadyExistsException e) {
            // New lines are appended to it.
        }
        out = new FileOutputStream(path.toFile(), true);
        identity = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    /**
     * Rotates the files unless another deployment does. If that fails, the file grows beyond its limit, because no line
     * must be lost for it.
     */
    private void rotateIfAlone() {
        try (FileLock lock = Objects.requireNonNull(out).getChannel().tryLock()) {
            if (lock != null && isOpen(Files.readAttributes(path, BasicFileAttributes.class))) {
                rotate();
            }
            grows = false;
        } catch (OverlappingFileLockException e) {
            // Another deployment in this server rotates it now.
        } catch (IOException e) {
            if (!grows) {
                LOG.warning("The audit log cannot be rotated and grows beyond its limit: " + e);
            }
            grows = true;
        }
    }

    private void rotate() throws IOException {
        sync();
        for (int i = files - 1; i > 1; i--) {
            move(number(i - 1), number(i));
        }
        if (files > 1) {
            move(path, number(1));
        } else {
            Files.deleteIfExists(path);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            // There are fewer files yet, or another deployment was faster.
        }
    }

    private Path number(int i) {
        return path.resolveSibling(path.getFileName() + "." + i);
    }

    /**
     * Removes the part of a line that was written before the disk was full, unless another deployment has written after
     * it.
     */
    private void removePartOfLine(long size, int atMost) {
        closeOpenFile();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            if (channel.size() < size + atMost) {
                channel.truncate(size);
            }
        } catch (IOException e) {
            // If the problem persists, the next line reports it.
        }
    }

    private FileAttribute<?>[] forTheOwnerOnly() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
