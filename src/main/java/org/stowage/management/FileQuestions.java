package org.stowage.management;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.CatalogUnavailableException;
import org.stowage.catalog.FileQuery;
import org.stowage.catalog.FileQuery.Order;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.usage.UsageOfOwner;
import org.stowage.storage.Ban;

/** Finds files in the catalog, and owners in the usage accounting. */
public final class FileQuestions {

    /** The largest limit. */
    static final int MOST = 1_000;

    private static final int USUAL = 50;

    private final RetainingRepository repository;

    /** Reads from the catalog and the accounting of a repository. */
    public FileQuestions(RetainingRepository repository) {
        this.repository = repository;
    }

    /**
     * The conditions for files, as an admin writes them. A condition that is null or empty is not applied.
     *
     * @param order {@code newest}, {@code oldest}, {@code largest} or {@code due}; by default {@code newest}
     * @param tenant the name of a tenant; the tenant without a name cannot be selected
     * @param owner the address of the owner, as the XMPP server names them
     * @param path a part of the path
     * @param limit the largest number of files; by default {@value #USUAL}
     */
    public record Wanted(
            @Nullable String order,
            @Nullable String tenant,
            @Nullable String owner,
            @Nullable String path,
            @Nullable Long limit) {

        FileQuery query() {
            return new FileQuery(
                    orNull(tenant), orNull(owner), orNull(path), null, null, false, orderOf(order), limitOf(limit));
        }
    }

    /**
     * Finds files.
     *
     * @throws IllegalArgumentException if a condition is wrong; the message is a sentence
     * @throws IOException if the catalog cannot be asked
     */
    public List<CatalogEntry> files(Wanted wanted) throws IOException {
        FileQuery query = wanted.query();
        return repository.catalog().ask(catalog -> catalog.find(query));
    }

    /**
     * Finds the owners with the most bytes.
     *
     * @throws IllegalArgumentException if the limit is not from 1 to {@value #MOST}; the message is a sentence
     * @throws CatalogUnavailableException if no files have been counted yet
     */
    public List<UsageOfOwner> owners(@Nullable Long limit) throws CatalogUnavailableException {
        int most = limitOf(limit);
        if (!repository.accounting().hasSums()) {
            throw repository.catalog().unavailable();
        }
        return repository
                .accounting()
                .byOwner()
                .sorted(Comparator.comparingLong(UsageOfOwner::bytes).reversed())
                .limit(most)
                .toList();
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

    private static Order orderOf(@Nullable String order) {
        String word = orNull(order);
        if (word == null) {
            return Order.NEWEST;
        }
        return Stream.of(Order.NEWEST, Order.OLDEST, Order.LARGEST, Order.DUE)
                .filter(known -> known.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The order is newest, oldest, largest or due."));
    }

    private static int limitOf(@Nullable Long limit) {
        if (limit == null) {
            return USUAL;
        }
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("The limit is a number from 1 to " + MOST + ".");
        }
        return limit.intValue();
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
