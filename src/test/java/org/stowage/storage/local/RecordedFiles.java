package org.stowage.storage.local;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Works on real files and records each change that a crash may undo. The store uses it like any disk. */
final class RecordedFiles extends FileSystemProvider {

    private final DiskJournal changes;
    private final FileSystem system = new RecordedFileSystem(this);

    private final int mostNames;
    private final AtomicInteger opened = new AtomicInteger();
    private volatile boolean losesReplies;

    /** Does not limit the names of a file. */
    RecordedFiles(DiskJournal changes) {
        this(changes, Integer.MAX_VALUE);
    }

    /**
     * A file system with an end.
     *
     * @param mostNames how many names (hard links) a file may have, at least 2
     */
    RecordedFiles(DiskJournal changes, int mostNames) {
        this.changes = changes;
        this.mostNames = mostNames;
    }

    /**
     * Makes each link from now on as NFS does if it loses the first reply: the link is made, and reported as existing.
     */
    void loseReplies() {
        losesReplies = true;
    }

    /** Returns how often a file or folder was opened. */
    int opened() {
        return opened.get();
    }

    Path path(Path real) {
        return new RecordedPath(system, real);
    }

    private static Path real(Path path) {
        return path instanceof RecordedPath recorded ? recorded.real() : path;
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        opened.incrementAndGet();
        synchronized (changes) {
            FileChannel channel = FileChannel.open(real(path), options, attributes);
            if (options.contains(StandardOpenOption.CREATE_NEW)) {
                changes.created(real(path));
            }
            return new RecordedChannel(channel, changes, changes.numberOf(real(path)), real(path));
        }
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
        Files.createDirectory(real(directory), attributes);
        changes.madeDirectory(real(directory));
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        synchronized (changes) {
            boolean free = Files.notExists(real(link));
            if (free && (int) Files.getAttribute(real(existing), "unix:nlink") >= mostNames) {
                throw new FileSystemException(link.toString(), existing.toString(), "Too many links");
            }
            Files.createLink(real(link), real(existing));
            changes.linked(real(link), real(existing));
            if (losesReplies) {
                throw new FileAlreadyExistsException(link.toString());
            }
        }
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        synchronized (changes) {
            Files.move(real(source), real(target), options);
            changes.moved(real(source), real(target));
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        synchronized (changes) {
            Files.delete(real(path));
            changes.deleted(real(path));
        }
    }

    /** The caller closes it. */
    @Override
    @SuppressWarnings("StreamResourceLeak")
    public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        DirectoryStream<Path> entries = Files.newDirectoryStream(real(directory), entry -> filter.accept(path(entry)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                List<Path> all = new ArrayList<>();
                entries.forEach(entry -> all.add(path(entry)));
                return all.iterator();
            }

            @Override
            public void close() throws IOException {
                entries.close();
            }
        };
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        if (options.contains(StandardOpenOption.WRITE)) {
            throw new UnsupportedOperationException("not recorded");
        }
        return Files.newByteChannel(real(path), options, attributes);
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        real(path).getFileSystem().provider().checkAccess(real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return Files.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return Files.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return Files.readAttributes(real(path), attributes, options);
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return Files.isSameFile(real(one), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return Files.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return Files.getFileStore(real(path));
    }

    @Override
    public String getScheme() {
        return "recorded";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException("not recorded");
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new UnsupportedOperationException("not recorded");
    }
}
