package org.stowage.catalog;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stowage.storage.Fingerprint;

/**
 * A file with the keys of changes, 32 bytes each. The process that writes it holds its lock; if the lock is free, that
 * process has ended or has left the page. Reads and writes do not use the channel, because an interrupt of one thread
 * would close it for all. Keys are written and read under the lock of the page, the rest is under the lock of the journal.
 */
final class JournalPage implements AutoCloseable {

    /** The number of bytes of a key. */
    static final int RECORD = 4 * Long.BYTES;

    private final Path path;
    private final RandomAccessFile file;
    private int underWay;

    private JournalPage(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Creates a page that this process writes.
     *
     * @throws IOException if it cannot be created or locked
     */
    static JournalPage create(Path path) throws IOException {
        JournalPage page = new JournalPage(path, new RandomAccessFile(path.toFile(), "rw"));
        try {
            if (!page.lock()) {
                throw new IOException("file locks do not work in " + path.getParent());
            }
            return page;
        } catch (IOException e) {
            page.close();
            throw e;
        }
    }

    /** Opens the page of another process; empty if it is gone. */
    static Optional<JournalPage> open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        return Optional.of(new JournalPage(path, new RandomAccessFile(path.toFile(), "rw")));
    }

    Path path() {
        return path;
    }

    /** Locks the page. Returns false if somebody else has locked it. */
    boolean lock() throws IOException {
        try {
            return file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException ofThisServer) {
            return false;
        }
    }

    /** A change begins; its key is to be written. */
    void begin() {
        underWay++;
    }

    /** Notes the key of a change. */
    synchronized void write(Fingerprint key) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(RECORD);
        record.putLong(key.first()).putLong(key.second()).putLong(key.third()).putLong(key.fourth());
        file.write(record.array());
    }

    void end() {
        underWay--;
    }

    /** Tells whether all changes on this page have ended. */
    boolean isSettled() {
        return underWay == 0;
    }

    /** Reads the keys from an offset on, without a last one that is incomplete. */
    synchronized List<Fingerprint> read(long from) throws IOException {
        long end = file.getFilePointer();
        int whole = (int) ((file.length() - from) / RECORD);
        byte[] bytes = new byte[Math.max(0, whole) * RECORD];
        file.seek(from);
        file.readFully(bytes);
        file.seek(end);
        ByteBuffer records = ByteBuffer.wrap(bytes);
        List<Fingerprint> keys = new ArrayList<>();
        while (records.hasRemaining()) {
            keys.add(new Fingerprint(records.getLong(), records.getLong(), records.getLong(), records.getLong()));
        }
        return keys;
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
        close();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
