package org.stowage.storage.local;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/**
 * A path of the default file system, whose operations are recorded.
 *
 * @param system that records
 * @param real what is meant
 */
record RecordedPath(FileSystem system, Path real) implements Path {

    @Override
    public FileSystem getFileSystem() {
        return system;
    }

    @Override
    public boolean isAbsolute() {
        return real.isAbsolute();
    }

    @Override
    public @Nullable Path getRoot() {
        return wrap(real.getRoot());
    }

    @Override
    public @Nullable Path getFileName() {
        return wrap(real.getFileName());
    }

    @Override
    public @Nullable Path getParent() {
        return wrap(real.getParent());
    }

    @Override
    public int getNameCount() {
        return real.getNameCount();
    }

    @Override
    public Path getName(int index) {
        return new RecordedPath(system, real.getName(index));
    }

    @Override
    public Path subpath(int begin, int end) {
        return new RecordedPath(system, real.subpath(begin, end));
    }

    @Override
    public boolean startsWith(Path other) {
        return real.startsWith(realOf(other));
    }

    @Override
    public boolean endsWith(Path other) {
        return real.endsWith(realOf(other));
    }

    @Override
    public Path normalize() {
        return new RecordedPath(system, real.normalize());
    }

    @Override
    public Path resolve(Path other) {
        return new RecordedPath(system, real.resolve(realOf(other)));
    }

    @Override
    public Path relativize(Path other) {
        return new RecordedPath(system, real.relativize(realOf(other)));
    }

    @Override
    public URI toUri() {
        return real.toUri();
    }

    @Override
    public Path toAbsolutePath() {
        return new RecordedPath(system, real.toAbsolutePath());
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        return new RecordedPath(system, real.toRealPath(options));
    }

    @Override
    public File toFile() {
        return real.toFile();
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(Path other) {
        return real.compareTo(realOf(other));
    }

    @Override
    public String toString() {
        return real.toString();
    }

    private @Nullable Path wrap(@Nullable Path path) {
        return path == null ? null : new RecordedPath(system, path);
    }

    private static Path realOf(Path path) {
        return path instanceof RecordedPath recorded ? recorded.real : path;
    }
}
