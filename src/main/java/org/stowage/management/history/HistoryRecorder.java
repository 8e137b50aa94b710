package org.stowage.management.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Books what the counters have counted, once a minute, at the end and when it is asked, and keeps the history in a file. */
public final class HistoryRecorder implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage.management");
    private static final long PAUSE_MILLIS = 60_000;
    private static final long LONGEST_CLOSE_MILLIS = 10_000;

    /** A file of this size cannot come from here. */
    private static final long LARGEST = 16 << 20;

    private final Path file;
    private final Supplier<Amounts> counters;
    private final Clock clock;
    private final History history;
    private final Thread thread = new Thread(this::run, "stowage-history");
    private Amounts booked = Amounts.NONE;
    private String written;
    private String lastFailure = "";

    /**
     * Goes on with the history in the file, or begins one.
     *
     * @param file the file; its folder may be missing
     * @param counters what has happened since this deployment started
     */
    public HistoryRecorder(Path file, Supplier<Amounts> counters, Clock clock) {
        this.file = file;
        this.counters = counters;
        this.clock = clock;
        this.history = read(file);
        this.written = history.text();
        thread.setDaemon(true);
    }

    /** Returns the history until now. */
    public History history() {
        count();
        return history;
    }

    /** Begins to book. */
    public void start() {
        thread.start();
    }

    /** Books the rest. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(LONGEST_CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        book();
    }

    private void run() {
        while (true) {
            try {
                Thread.sleep(PAUSE_MILLIS);
                book();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                report(e);
            }
        }
    }

    private synchronized void count() {
        Amounts now = counters.get();
        history.add(now.minus(booked), clock.instant());
        booked = now;
    }

    /** Books what was counted since the last time, and writes the file. */
    synchronized void book() {
        count();
        try {
            write();
            lastFailure = "";
        } catch (IOException e) {
            report(e);
        }
    }

    private void write() throws IOException {
        String text = history.text();
        if (text.equals(written)) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            // Without this a power cut could leave an empty file, and with it a year.
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        written = text;
    }

    /** Logs the same failure only once. */
    private void report(Throwable failure) {
        if (!lastFailure.equals(failure.toString())) {
            lastFailure = failure.toString();
            LOG.warning("The history of uploads and downloads cannot be written: " + failure);
        }
    }

    private static History read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IllegalArgumentException("it is too large");
            }
            return History.of(Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            LOG.log(Level.FINE, "There is no history yet.", e);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warning("The history of uploads and downloads cannot be read and begins anew: " + e.getMessage());
        }
        return new History();
    }
}
