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
import java.util.Objects;
import java.util.Set;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A file that is rotated when it is full: it is moved to {@code <name>.1}, that one to {@code <name>.2}, and so on; the last one is deleted.
 *
 * <p>Before each line the attributes of the file are read: its size, and whether it is still the one that is open. Others may move it
 * ({@code logrotate}) or share it (two deployments), and no line is lost or torn by that. Of those who share it, only who has
 * its lock moves it.
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
     * Opens the file, which is created with its folder if missing.
     *
     * @param limit bytes of one file
     * @param files how many there are at most, the current one included
     * @throws IOException if it cannot be written
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
            // There is nothing in a buffer that could be lost.
        }
    }

    /** Returns the size of the file of that name, which is the open one from now on. */
    private long sizeOfOpen() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (isOpen(attributes)) {
                return attributes.size();
            }
        } catch (NoSuchFileException moved) {
            // A new one is made.
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
            // It is continued.
        }
        out = new FileOutputStream(path.toFile(), true);
        identity = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    /** Rotates, unless another deployment does. If it fails, the file grows beyond its limit: a line is worth more than the limit. */
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
                LOG.warning("The audit log cannot be moved and grows: " + e);
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
            // There are not so many yet, or another deployment was faster.
        }
    }

    private Path number(int i) {
        return path.resolveSibling(path.getFileName() + "." + i);
    }

    /** On a full disk a part of the line may have been written. It is cut off, unless another deployment has written behind it. */
    private void removePartOfLine(long size, int atMost) {
        closeOpenFile();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            if (channel.size() < size + atMost) {
                channel.truncate(size);
            }
        } catch (IOException e) {
            // The next line says what is wrong, if it still is.
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
