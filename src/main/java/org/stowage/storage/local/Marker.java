package org.stowage.storage.local;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Pattern;
import org.stowage.storage.StoreMissingException;
import org.stowage.storage.local.MetadataCache.FileIdentity;
import org.stowage.storage.staging.Disk;
import org.stowage.storage.staging.StagedFile;
import org.stowage.storage.staging.Staging;

/**
 * The file {@value #NAME}, which makes a folder a store. It contains the number of the store's format and an id that no
 * other store has. A store whose marker is missing counts as away, not as empty.
 */
final class Marker {

    static final String NAME = "store.properties";

    private static final String FORMAT = "1";
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    private final Path path;
    private final String id;
    private volatile FileIdentity stamp;

    private Marker(Path path, String id, FileIdentity stamp) {
        this.path = path;
        this.id = id;
        this.stamp = stamp;
    }

    /**
     * Reads the marker in a folder; empty if there is none, or no such folder.
     *
     * @throws FileSystemException if this version cannot read that store
     */
    static Optional<Marker> find(Path base) throws IOException {
        Path path = base.resolve(NAME);
        Optional<FileIdentity> stamp = FileIdentity.of(path);
        return stamp.isPresent() ? Optional.of(new Marker(path, idIn(path), stamp.get())) : Optional.empty();
    }

    /**
     * Makes a folder a store, durably, as the last step of beginning one. If several processes do so, all return the
     * marker of the first.
     */
    static Marker create(Disk disk, Staging staging) throws IOException {
        Path path = disk.base().resolve(NAME);
        String text = "# This folder is a store of Stowage. Keep this file with it.\nformat=" + FORMAT + "\nid="
                + UUID.randomUUID() + "\n";
        try (StagedFile partial = staging.createSmall()) {
            partial.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            partial.complete(complete -> Files.createLink(path, complete));
        } catch (FileAlreadyExistsException e) {
            // Another process was faster, so its id counts.
        }
        disk.syncDirectory(disk.base());
        return find(disk.base()).orElseThrow(() -> new NoSuchFileException(path.toString()));
    }

    /** Returns the id of the store. */
    String id() {
        return id;
    }

    /** Throws if the store is not there. */
    void require() throws StoreMissingException {
        if (!isThere()) {
            throw new StoreMissingException(
                    path.getParent() + " is not the store any more: it has no " + NAME + ", or another store's",
                    "mount it again");
        }
    }

    /** Tells whether the store is there. Takes one {@code lstat(2)}, unless something has changed. */
    boolean isThere() {
        try {
            return FileIdentity.of(path).filter(stamp::equals).isPresent() || isThereAnew();
        } catch (IOException e) {
            return false;
        }
    }

    /** Compares the id, because the marker may have been copied, or its disk mounted again. */
    private boolean isThereAnew() throws IOException {
        Optional<FileIdentity> now = FileIdentity.of(path);
        boolean same = now.isPresent() && idIn(path).equals(id);
        if (same) {
            stamp = now.get();
        }
        return same;
    }

    private static String idIn(Path path) throws IOException {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            read.load(reader);
        } catch (IllegalArgumentException e) {
            throw damaged(path);
        }
        String format = read.getProperty("format", "");
        String id = read.getProperty("id", "");
        if (!format.matches("[1-9][0-9]{0,8}")) {
            throw damaged(path);
        }
        if (!format.equals(FORMAT)) {
            throw new FileSystemException(
                    path.toString(),
                    null,
                    "says that the store has format " + format + "; this version of Stowage knows only " + FORMAT);
        }
        if (!ID.matcher(id).matches()) {
            throw damaged(path);
        }
        return id;
    }

    private static DamagedFileException damaged(Path path) {
        return new DamagedFileException(path, "is damaged: it does not say format and id of a store");
    }
}
