package org.stowage.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.StoredFile;

/** A catalog in memory. It stays after it is closed, and fails when a test wants it to. */
public final class MemoryEngine implements CatalogEngine {

    private static final Map<Path, MemoryEngine> PLACES = new ConcurrentHashMap<>();

    private volatile State state = new State(new ConcurrentHashMap<>(), Map.of());
    private final AtomicReference<@Nullable Writer> open = new AtomicReference<>();
    private volatile @Nullable IOException failure;
    private final AtomicLong applied = new AtomicLong();

    /** Returns the catalog of a folder, always the same one. */
    public static MemoryEngine at(Path folder) {
        return PLACES.computeIfAbsent(folder.toAbsolutePath(), place -> new MemoryEngine());
    }

    /** Returns the catalog and the journal of a folder. */
    public static CatalogPlace place(Path folder) {
        return new CatalogPlace(at(folder), folder.resolve("catalog"));
    }

    /** Makes the catalog fail from now on; null ends that. */
    public void fail(@Nullable IOException how) {
        failure = how;
    }

    /** Returns how often changes were applied. */
    public long applied() {
        return applied.get();
    }

    /** Returns the entries. */
    public List<CatalogEntry> entries() {
        return List.copyOf(state.entries().values());
    }

    /** Forgets that it is open, as if the processes that opened it were killed. */
    public void kill() {
        open.set(null);
    }

    @Override
    public Optional<CatalogWriter> openToWrite() throws IOException {
        failIfWanted();
        Writer writer = new Writer();
        return open.compareAndSet(null, writer) ? Optional.of(writer) : Optional.empty();
    }

    @Override
    public Optional<Catalog> openToRead() throws IOException {
        failIfWanted();
        State now = state;
        State copy = new State(new ConcurrentHashMap<>(now.entries()), now.properties());
        return now.properties().isEmpty() ? Optional.empty() : Optional.of(new View(() -> copy));
    }

    @Override
    public void discard() {
        state = new State(new ConcurrentHashMap<>(), Map.of());
    }

    @Override
    public boolean isShared() {
        return false;
    }

    private void failIfWanted() throws IOException {
        IOException how = failure;
        if (how != null) {
            throw how;
        }
    }

    private record State(Map<Fingerprint, CatalogEntry> entries, Map<String, String> properties) {}

    private interface Source {
        State get() throws IOException;
    }

    private static class View implements Catalog {

        private final Source source;

        View(Source source) {
            this.source = source;
        }

        @Override
        public List<CatalogEntry> find(FileQuery query) throws IOException {
            return source.get().entries().values().stream()
                    .filter(matching(query))
                    .filter(isBehind(query))
                    .sorted(inOrder(query.order()))
                    .limit(query.limit())
                    .toList();
        }

        @Override
        public FileTotal total(FileQuery query) throws IOException {
            List<CatalogEntry> found = source.get().entries().values().stream()
                    .filter(matching(query))
                    .toList();
            return new FileTotal(
                    found.size(),
                    found.stream().mapToLong(entry -> entry.file().size()).sum());
        }

        private static Predicate<CatalogEntry> isBehind(FileQuery query) {
            FilePosition after = query.after();
            return after == null
                    ? entry -> true
                    : entry -> positions(query.order()).compare(FilePosition.behind(entry), after) > 0;
        }

        @Override
        public void forEach(int shard, Consumer<CatalogEntry> visitor) throws IOException {
            source.get().entries().values().stream()
                    .filter(entry -> entry.shard() == shard)
                    .forEach(visitor);
        }

        @Override
        public void sum(long firstDay, Sums sums) throws IOException {
            for (CatalogEntry entry : source.get().entries().values()) {
                StoredFile file = entry.file();
                long day = Math.floorDiv(file.stored().getEpochSecond(), 86_400);
                sums.add(file.key().tenant(), file.slot().owner(), day < firstDay ? Sums.EARLIER : day, 1, file.size());
            }
        }

        @Override
        public Map<String, String> properties() throws IOException {
            return source.get().properties();
        }

        @Override
        public void close() {}

        private static Predicate<CatalogEntry> matching(FileQuery query) {
            return entry -> is(query.tenant(), entry.file().key().tenant())
                    && is(query.owner(), entry.file().slot().owner())
                    && is(query.sha256(), entry.file().sha256())
                    && (query.shards() == null || query.shards().contains(entry.shard()))
                    && (query.pathPart() == null
                            || entry.file()
                                    .key()
                                    .path()
                                    .toLowerCase(Locale.ROOT)
                                    .contains(query.pathPart().toLowerCase(Locale.ROOT)))
                    && (query.dueBy() == null
                            || (entry.due() != null && !entry.due().isAfter(query.dueBy())))
                    && (query.order() != FileQuery.Order.DUE || entry.due() != null)
                    && query.bounds()
                            .contain(
                                    entry.file().size(),
                                    entry.file().stored(),
                                    entry.file().type())
                    && (!query.evictableOnly() || entry.evictable());
        }

        private static boolean is(@Nullable String wanted, @Nullable String found) {
            return wanted == null || wanted.equals(found);
        }

        private static Comparator<CatalogEntry> inOrder(FileQuery.Order order) {
            return Comparator.comparing(FilePosition::behind, positions(order));
        }

        private static Comparator<FilePosition> positions(FileQuery.Order order) {
            Comparator<FilePosition> byAge = Comparator.comparing(FilePosition::stored);
            Comparator<FilePosition> ordered = switch (order) {
                case NEWEST -> byAge.reversed();
                case OLDEST -> byAge;
                case LARGEST ->
                    Comparator.comparing(FilePosition::size).reversed().thenComparing(byAge.reversed());
                case DUE -> Comparator.comparing(FilePosition::due, Comparator.nullsLast(Comparator.naturalOrder()));
                case ANY -> (unused1, unused2) -> 0;
            };
            return ordered.thenComparing(FilePosition::key);
        }
    }

    private final class Writer extends View implements CatalogWriter {

        Writer() {
            super(() -> {
                failIfWanted();
                return state;
            });
        }

        @Override
        public Map<String, String> apply(List<CatalogChange> changes, PropertyChange properties, long batch)
                throws IOException {
            failIfWanted();
            if (open.get() != this) {
                throw new IOException("this catalog was closed");
            }
            Map<Fingerprint, CatalogEntry> entries = state.entries();
            for (CatalogChange change : changes) {
                if (change instanceof CatalogChange.Put put) {
                    entries.put(change.key(), put.entry());
                } else {
                    entries.remove(change.key());
                }
            }
            state = new State(entries, new TreeMap<>(properties.of(state.properties())));
            applied.incrementAndGet();
            return state.properties();
        }

        @Override
        public void close() {
            open.compareAndSet(this, null);
        }
    }
}
