package org.stowage.storage;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A store that behaves as an object store does: it has no file of this machine, never answers {@link #known}, has no
 * limit of its room, and compares and sets by version.
 */
public final class MemoryRepository implements FileRepository {

    private static final int SHARDS = 4;

    private final Clock clock;
    private final Map<Fingerprint, Stored> all = new ConcurrentHashMap<>();
    private final AtomicLong versions = new AtomicLong();
    private final Bans bans = new MemoryBans();
    private final TimeMemory time = new MemoryTime();
    private volatile boolean closed;

    /** Starts empty. */
    public MemoryRepository(Clock clock) {
        this.clock = clock;
    }

    private record Stored(Entry entry, ByteBuffer content) {}

    @Override
    public Optional<Entry> known(FileKey key) {
        return Optional.empty();
    }

    @Override
    public Optional<Entry> find(FileKey key) {
        return find(Fingerprint.of(key));
    }

    @Override
    public Optional<Entry> find(Fingerprint fingerprint) {
        return Optional.ofNullable(all.get(fingerprint)).map(Stored::entry);
    }

    @Override
    public boolean mayStall() {
        return true;
    }

    @Override
    public ByteStream contentOf(StoredFile file) {
        return () -> new MemoryContent(current(file)
                .orElseThrow(() -> new NoSuchFileException(file.key().toString()))
                .content());
    }

    @Override
    public PendingUpload begin(Slot slot) {
        return new MemoryUpload(slot);
    }

    @Override
    public Optional<StoredFile> delete(FileKey key, Tombstone.Reason reason) {
        Optional<Entry> found = find(key);
        return found.isPresent() && found.get() instanceof StoredFile file && delete(file, reason)
                ? Optional.of(file)
                : Optional.empty();
    }

    @Override
    public boolean delete(StoredFile file, Tombstone.Reason reason) {
        Tombstone left = Tombstone.of(file, clock.instant(), reason);
        Tombstone tombstone =
                new Tombstone(left.fingerprint(), left.deleted(), left.reason(), left.until(), nextVersion());
        Optional<Stored> before = current(file);
        return before.isPresent()
                && all.replace(file.fingerprint(), before.get(), new Stored(tombstone, ByteBuffer.allocate(0)));
    }

    @Override
    public DeletedFiles deleteAll(List<StoredFile> files, Tombstone.Reason reason) {
        return new DeletedFiles(
                files.stream().filter(file -> delete(file, reason)).toList(), Map.of());
    }

    @Override
    public boolean purge(Tombstone tombstone) {
        Optional<Stored> before = current(tombstone);
        return before.isPresent() && all.remove(tombstone.fingerprint(), before.get());
    }

    @Override
    public Listing listing() {
        return new MemoryListing();
    }

    @Override
    public Bans bans() {
        return bans;
    }

    @Override
    public Capacity capacity() {
        return new Endless();
    }

    @Override
    public TimeMemory timeMemory() {
        return time;
    }

    @Override
    public void close() {
        closed = true;
    }

    private Optional<Stored> current(Entry meant) {
        return Optional.ofNullable(all.get(meant.fingerprint()))
                .filter(found -> found.entry().version().equals(meant.version()));
    }

    private String nextVersion() {
        return "v" + versions.incrementAndGet();
    }

    private static final class MemoryContent implements Content {

        private final ByteBuffer bytes;
        private boolean open = true;

        MemoryContent(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            if (!open) {
                throw new ClosedChannelException();
            }
            if (position >= bytes.limit()) {
                throw new EOFException("the content ends before " + position);
            }
            int length = (int) Math.min(target.remaining(), bytes.limit() - position);
            target.put(bytes.slice((int) position, length));
            return length;
        }

        @Override
        public void close() {
            open = false;
        }
    }

    private final class MemoryUpload implements PendingUpload {

        private final Slot slot;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private volatile boolean hashed;
        private boolean ended;

        MemoryUpload(Slot slot) {
            this.slot = slot;
        }

        @Override
        public synchronized void write(ByteBuffer more) throws IOException {
            requireOpen();
            if (bytes.size() + more.remaining() > slot.size()) {
                throw new IOException("more bytes than the " + slot.size() + " announced");
            }
            byte[] copy = new byte[more.remaining()];
            more.get(copy);
            bytes.writeBytes(copy);
        }

        @Override
        public void hash() {
            hashed = true;
        }

        @Override
        public synchronized String sha256() throws IOException {
            hashed = true;
            requireWhole();
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public synchronized StoredFile publish() throws IOException {
            requireOpen();
            requireWhole();
            String version = nextVersion();
            Checksums checksums = new Checksums(hashed ? sha256() : "", "");
            String id = hashed ? "" : "0".repeat(32) + version;
            StoredFile file = new StoredFile(slot, checksums, clock.instant(), id, version);
            if (all.putIfAbsent(file.fingerprint(), new Stored(file, ByteBuffer.wrap(bytes.toByteArray()))) != null) {
                throw new FileAlreadyExistsException(slot.key().toString());
            }
            ended = true;
            return file;
        }

        @Override
        public synchronized void close() {
            ended = true;
        }

        private void requireWhole() throws EOFException {
            if (bytes.size() != slot.size()) {
                throw new EOFException("bytes are missing");
            }
        }

        private void requireOpen() throws IOException {
            if (closed || ended) {
                throw new ClosedChannelException();
            }
        }
    }

    private final class MemoryListing implements Listing {

        @Override
        public int shards() {
            return SHARDS;
        }

        @Override
        public int shardOf(FileKey key) {
            return Fingerprint.of(key).firstByte() % SHARDS;
        }

        @Override
        public void walk(int shard, EntryVisitor visitor) throws IOException {
            Objects.checkIndex(shard, SHARDS);
            for (Stored each : all.values()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("the walk was interrupted");
                }
                if (each.entry().fingerprint().firstByte() % SHARDS == shard) {
                    visitor.visit(each.entry());
                }
            }
        }
    }

    private static final class MemoryBans implements Bans {

        private final Map<List<Object>, Ban> all = new ConcurrentHashMap<>();

        @Override
        public boolean has(Ban.Kind kind, String value) {
            return all.containsKey(List.of(kind, value));
        }

        @Override
        public Set<Ban.Kind> kinds() {
            return all.values().stream().map(Ban::kind).collect(Collectors.toSet());
        }

        @Override
        public boolean hadAny(Ban.Kind kind) {
            return kinds().contains(kind);
        }

        @Override
        public boolean add(Ban ban) {
            return all.putIfAbsent(List.of(ban.kind(), ban.value()), ban) == null;
        }

        @Override
        public boolean remove(Ban.Kind kind, String value) {
            return all.remove(List.of(kind, value)) != null;
        }

        @Override
        public List<Ban> all(Ban.Kind kind) {
            return all.values().stream()
                    .filter(ban -> ban.kind() == kind)
                    .sorted(Comparator.comparing(Ban::since))
                    .toList();
        }
    }

    private record Endless() implements Capacity {

        @Override
        public OptionalLong usableSpace() {
            return OptionalLong.empty();
        }

        @Override
        public void probe() {}
    }

    private static final class MemoryTime implements TimeMemory {

        private volatile @Nullable TimeSeen seen;

        @Override
        public Optional<TimeSeen> timeSeen() {
            return Optional.ofNullable(seen);
        }

        @Override
        public void see(TimeSeen time) {
            seen = time;
        }
    }
}
