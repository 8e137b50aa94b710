package org.stowage.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.stowage.catalog.FileQuery.Order;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.StoredFile;

/** What a catalog should contain, in a map. Each question checks all entries. */
final class CatalogModel {

    private final Map<Fingerprint, CatalogEntry> entries = new HashMap<>();

    void apply(List<CatalogChange> changes) {
        for (CatalogChange change : changes) {
            if (change instanceof CatalogChange.Put put) {
                entries.put(change.key(), put.entry());
            } else {
                entries.remove(change.key());
            }
        }
    }

    Collection<CatalogEntry> all() {
        return entries.values();
    }

    /**
     * Compares the answers of catalog and model. Entries that are equal in the order may come in any order, and the
     * limit may cut off any of them.
     */
    void assertFinds(Catalog catalog, FileQuery query) throws IOException {
        List<CatalogEntry> expected = find(query);
        List<CatalogEntry> found = catalog.find(query);
        int size = Math.min(expected.size(), query.limit());
        assertThat(found).as("%s", query).hasSize(size).doesNotHaveDuplicates();
        assertThat(expected).as("%s", query).containsAll(found);
        Comparator<CatalogEntry> order = comparator(query.order());
        assertThat(found)
                .as("%s", query)
                .usingElementComparator(order)
                .containsExactlyElementsOf(expected.subList(0, size));
    }

    void assertHasAll(Catalog catalog, int shards) throws IOException {
        for (int shard = 0; shard < shards; shard++) {
            int number = shard;
            List<CatalogEntry> shown = new ArrayList<>();
            catalog.forEach(shard, shown::add);
            List<CatalogEntry> expected =
                    entries.values().stream().filter(e -> e.shard() == number).toList();
            assertThat(shown).as("shard %d", shard).doesNotHaveDuplicates();
            assertThat(new HashSet<>(shown)).as("shard %d", shard).isEqualTo(new HashSet<>(expected));
        }
    }

    void assertSums(Catalog catalog, long firstDay) throws IOException {
        SumsByText sums = new SumsByText();
        for (CatalogEntry each : entries.values()) {
            StoredFile file = each.file();
            long day = Math.floorDiv(file.stored().getEpochSecond(), 86_400L);
            long shown = day < firstDay ? Sums.EARLIER : day;
            sums.add(file.key().tenant(), file.slot().owner(), shown, 1, file.size());
        }
        SumsByText shown = new SumsByText();
        catalog.sum(firstDay, shown);
        assertThat(shown.byText()).as("sums from day %d", firstDay).isEqualTo(sums.byText());
    }

    private List<CatalogEntry> find(FileQuery query) {
        return entries.values().stream()
                .filter(entry -> matches(query, entry))
                .sorted(comparator(query.order()))
                .toList();
    }

    private static boolean matches(FileQuery query, CatalogEntry entry) {
        StoredFile file = entry.file();
        String part = Optional.ofNullable(query.pathPart()).orElse("").toLowerCase(Locale.ROOT);
        return (query.tenant() == null || query.tenant().equals(file.key().tenant()))
                && (query.owner() == null || query.owner().equals(file.slot().owner()))
                && file.key().path().toLowerCase(Locale.ROOT).contains(part)
                && (query.sha256() == null || query.sha256().equals(file.sha256()))
                && (query.dueBy() == null
                        || (entry.due() != null && !entry.due().isAfter(query.dueBy())))
                && (!query.evictableOnly() || entry.evictable())
                && (query.order() != Order.DUE || entry.due() != null);
    }

    private static Comparator<CatalogEntry> comparator(Order order) {
        Comparator<CatalogEntry> byAge =
                Comparator.comparing(entry -> entry.file().stored());
        return switch (order) {
            case OLDEST -> byAge;
            case NEWEST -> byAge.reversed();
            case LARGEST ->
                Comparator.comparingLong((CatalogEntry entry) -> entry.file().size())
                        .reversed();
            case DUE -> Comparator.comparing(entry -> Objects.requireNonNull(entry.due()));
            case ANY -> (unused1, unused2) -> 0;
        };
    }
}
