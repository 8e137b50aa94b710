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
 * A file with the keys of changes: 32 bytes each. Whoever writes it holds its lock; one whose lock is free belongs to a process
 * that is dead, or was left by one. It is read and written without a channel's methods: those end for all threads when one of
 * them is interrupted. Guarded by the journal.
 */
final class JournalPage implements AutoCloseable {

    /** The bytes of a key. */
    static final int RECORD = 4 * Long.BYTES;

    private final Path path;
    private final RandomAccessFile file;
    private int underWay;

    private JournalPage(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /** Begins a page that this process writes. */
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

    /** Opens the page of another process; nothing if it is gone. */
    static Optional<JournalPage> open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        return Optional.of(new JournalPage(path, new RandomAccessFile(path.toFile(), "rw")));
    }

    Path path() {
        return path;
    }

    /** Tells whether nobody else has the lock; it is held from now on then. */
    boolean lock() throws IOException {
        try {
            return file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException ofThisServer) {
            return false;
        }
    }

    /** Takes note of a change that begins. */
    void begin(Fingerprint key) throws IOException {
        underWay++;
        ByteBuffer record = ByteBuffer.allocate(RECORD);
        record.putLong(key.first()).putLong(key.second()).putLong(key.third()).putLong(key.fourth());
        file.write(record.array());
    }

    void end() {
        underWay--;
    }

    /** Tells whether no change that was noted here is under way. */
    boolean isSettled() {
        return underWay == 0;
    }

    /** Reads the keys from an offset on. A record that is not whole yet is left out. */
    List<Fingerprint> read(long from) throws IOException {
        int whole = (int) ((file.length() - from) / RECORD);
        byte[] bytes = new byte[Math.max(0, whole) * RECORD];
        file.seek(from);
        file.readFully(bytes);
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
