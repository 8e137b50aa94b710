package org.stowage.management.api;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.CatalogUnavailableException;
import org.stowage.catalog.FilePosition;
import org.stowage.catalog.FileQuery;
import org.stowage.catalog.FileTotal;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.usage.UsageOfOwner;
import org.stowage.storage.Ban;

/** Finds files in the catalog, and owners in the usage accounting. */
public final class FileQuestions {

    /** How long the catalog may take for one answer. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RetainingRepository repository;
    private final Cursors cursors = new Cursors();

    /** Reads from the catalog and the accounting of a repository. */
    public FileQuestions(RetainingRepository repository) {
        this.repository = repository;
    }

    /**
     * A page of files.
     *
     * @param entries the files
     * @param next the cursor of the next page; empty if this is the last
     */
    record EntryPage(List<CatalogEntry> entries, Optional<String> next) {}

    /**
     * Finds files.
     *
     * @throws IllegalArgumentException if a condition is wrong; the message is a sentence
     * @throws IOException if the catalog cannot be asked
     */
    public List<CatalogEntry> files(FileConditions wanted) throws IOException {
        FileQuery query = wanted.query();
        return repository.catalog().ask(catalog -> catalog.find(query));
    }

    /**
     * Finds a page of files.
     *
     * @param cursor of the page before; empty for the first page
     */
    EntryPage page(FileConditions wanted, Optional<String> cursor) throws IOException {
        FileQuery first = wanted.query();
        Optional<FilePosition> place = cursor.map(text -> cursors.read(text, first));
        FileQuery query = place.map(first::behind).orElse(first);
        List<CatalogEntry> found =
                repository.catalog().ask(catalog -> catalog.find(query.withLimit(query.limit() + 1)));
        boolean goesOn = found.size() > query.limit();
        List<CatalogEntry> entries = goesOn ? found.subList(0, query.limit()) : found;
        return new EntryPage(
                entries,
                goesOn
                        ? Optional.of(cursors.write(FilePosition.behind(entries.get(entries.size() - 1)), first))
                        : Optional.empty());
    }

    /** Counts files. */
    FileTotal total(FileConditions wanted) throws IOException {
        return repository.catalog().ask(catalog -> catalog.total(wanted.query()));
    }

    /**
     * Finds the owners with the most bytes.
     *
     * @throws IllegalArgumentException if the limit is not from 1 to {@value FileConditions#MOST}; the message is a
     *     sentence
     * @throws CatalogUnavailableException if no files have been counted yet
     */
    public List<UsageOfOwner> owners(@Nullable Long limit) throws CatalogUnavailableException {
        int most = FileConditions.limitOf(limit);
        requireSums();
        return repository
                .accounting()
                .byOwner()
                .sorted(Comparator.comparingLong(UsageOfOwner::bytes).reversed())
                .limit(most)
                .toList();
    }

    /** Returns how much an owner has under each of these names, by tenant. */
    List<UsageOfOwner> usageOf(List<String> names) throws CatalogUnavailableException {
        requireSums();
        return repository
                .accounting()
                .byOwner()
                .filter(usage -> names.contains(usage.owner().name()))
                .toList();
    }

    private void requireSums() throws CatalogUnavailableException {
        if (!repository.accounting().hasSums()) {
            throw repository.catalog().unavailable();
        }
    }

    /**
     * Returns one line: the time of the upload, the bytes, the owner, the time at which the file is due, and the path.
     */
    public static String line(CatalogEntry entry) {
        Instant due = entry.due();
        return String.format(
                Locale.ROOT,
                "%s %12d %s %s %s",
                entry.file().stored().truncatedTo(ChronoUnit.SECONDS),
                entry.file().size(),
                entry.file().owner().orElse("-"),
                due == null ? "-" : due.truncatedTo(ChronoUnit.SECONDS),
                Ban.valueOf(entry.file().key()));
    }

    /** Returns one line: the bytes, the number of files, and the owner. */
    public static String line(UsageOfOwner usage) {
        String tenant = usage.owner().tenant();
        return String.format(
                Locale.ROOT,
                "%15d %9d %s",
                usage.bytes(),
                usage.files(),
                tenant.isEmpty()
                        ? usage.owner().name()
                        : tenant + " " + usage.owner().name());
    }
}
