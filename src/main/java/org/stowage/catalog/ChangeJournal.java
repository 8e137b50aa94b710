package org.stowage.catalog;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.Fingerprint;

/**
 * A folder with the keys of changes that are not in the catalog yet. A key is noted before the store is changed, and
 * forgotten when the catalog has the change. The notes of a killed process tell the next process which keys to look up.
 * Nothing is synced: after a power cut the scrub finds what is missing. Safe for any number of threads; several pages
 * are written at a time, so that requests seldom wait for each other.
 */
final class ChangeJournal implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage.catalog");
    private static final String PREFIX = "changes-";
    private static final int WRITTEN_AT_A_TIME = 4;

    private final Path folder;
    private final String own = PREFIX + UUID.randomUUID();
    private final List<JournalPage> full = new ArrayList<>();
    private final Map<Path, Long> readTo = new HashMap<>();
    private final @Nullable JournalPage[] current = new JournalPage[WRITTEN_AT_A_TIME];
    private long pages;
    private volatile boolean failed;

    ChangeJournal(Path folder) {
        this.folder = folder;
    }

    /** A change that is under way. It must be closed after its result was added to the queue. */
    final class Note implements AutoCloseable {

        private final @Nullable JournalPage page;

        private Note(@Nullable JournalPage page) {
            this.page = page;
        }

        @Override
        public void close() {
            end(page);
        }
    }

    /**
     * The result of reading the pages of other processes. The next reading returns the same keys again unless this
     * result is {@linkplain #forget(Others) forgotten}. In any case it must be {@linkplain #release released}.
     *
     * @param keys the noted keys
     * @param readTo the offset up to which each page was read
     * @param left the pages that no process writes any more
     */
    record Others(List<Fingerprint> keys, Map<Path, Long> readTo, List<JournalPage> left) {}

    /**
     * Notes a key before its file is changed. A failure does not stop the change, because the scrub finds it later; if
     * the folder is missing, there is no catalog yet, and the failure is not logged.
     */
    Note begin(Fingerprint key) {
        JournalPage page = null;
        try {
            page = enter(key.firstByte() % WRITTEN_AT_A_TIME);
            page.write(key);
            failed = false;
            return new Note(page);
        } catch (IOException e) {
            end(page);
            if (!failed && Files.isDirectory(folder)) {
                failed = true;
                LOG.warning("Changes cannot be noted in the journal, so the catalog may be wrong after a crash: " + e);
            }
            return new Note(null);
        }
    }

    /**
     * Starts new pages. Returns the earlier pages on which every change has ended; what these changes did is in the
     * queue.
     */
    synchronized List<JournalPage> turn() {
        for (int i = 0; i < current.length; i++) {
            JournalPage page = current[i];
            if (page != null) {
                full.add(page);
                current[i] = null;
            }
        }
        return full.stream().filter(JournalPage::isSettled).toList();
    }

    /** Deletes pages whose changes the catalog has. */
    synchronized void forget(List<JournalPage> pages) {
        full.removeAll(pages);
        for (JournalPage page : pages) {
            try {
                readTo.remove(page.path());
                page.delete();
            } catch (IOException e) {
                LOG.fine(() -> "A page of the journal cannot be removed: " + e);
            }
        }
    }

    /** Remembers that the catalog has what other processes have noted. */
    synchronized void forget(Others others) {
        readTo.putAll(others.readTo());
        forget(others.left());
    }

    /** Closes the pages that were opened for this result. Does nothing if it was forgotten. */
    synchronized void release(Others others) {
        leave(others.left());
    }

    /** Reads the keys that this process has noted, except on pages that it has left or forgotten. */
    synchronized List<Fingerprint> own() throws IOException {
        turn();
        List<Fingerprint> keys = new ArrayList<>();
        for (JournalPage page : full) {
            keys.addAll(page.read(0));
        }
        return keys;
    }

    /**
     * Reads the keys that were noted on all other pages since the last reading.
     *
     * @param alive whether to read the pages of living processes, too
     */
    synchronized Others others(boolean alive) throws IOException {
        Others others = new Others(new ArrayList<>(), new HashMap<>(), new ArrayList<>());
        Set<Path> mine = Stream.concat(full.stream(), Stream.of(current).filter(Objects::nonNull))
                .map(JournalPage::path)
                .collect(Collectors.toSet());
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path path : all) {
                if (!mine.contains(path)) {
                    read(path, alive, others);
                }
            }
        } catch (NoSuchFileException e) {
            return others;
        }
        return others;
    }

    /** Closes pages, and leaves them to the process that writes the catalog. */
    synchronized void leave(List<JournalPage> pages) {
        full.removeAll(pages);
        for (JournalPage page : pages) {
            try {
                page.close();
            } catch (IOException e) {
                LOG.fine(() -> "A page of the journal cannot be closed: " + e);
            }
        }
    }

    /** Leaves all pages. */
    @Override
    public synchronized void close() {
        turn();
        leave(List.copyOf(full));
    }

    private void read(Path path, boolean alive, Others others) throws IOException {
        JournalPage page = JournalPage.open(path).orElse(null);
        if (page == null) {
            return;
        }
        boolean left = page.lock();
        if (left || alive) {
            long from = readTo.getOrDefault(path, 0L);
            List<Fingerprint> keys = page.read(from);
            others.readTo().put(path, from + (long) keys.size() * JournalPage.RECORD);
            others.keys().addAll(keys);
        }
        if (left) {
            others.left().add(page);
        } else {
            page.close();
        }
    }

    private synchronized void end(@Nullable JournalPage page) {
        if (page != null) {
            page.end();
        }
    }

    /** Returns a page on which a change has begun. */
    private synchronized JournalPage enter(int number) throws IOException {
        JournalPage page = current[number];
        if (page == null) {
            page = JournalPage.create(folder.resolve(own + "-" + pages++));
            current[number] = page;
        }
        page.begin();
        return page;
    }
}
