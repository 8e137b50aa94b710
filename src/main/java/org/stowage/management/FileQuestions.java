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

/** Asks about files and owners: the files in the catalog, the owners in what is counted. */
public final class FileQuestions {

    /** How many answers there are at most. */
    static final int MOST = 1_000;

    private static final int USUAL = 50;

    private final RetainingRepository repository;

    /** Asks these. */
    public FileQuestions(RetainingRepository repository) {
        this.repository = repository;
    }

    /**
     * Which files are looked for, in the words of an admin; what is null or empty is not asked for.
     *
     * @param order {@code newest}, {@code oldest}, {@code largest} or {@code due}; the newest if none is said
     * @param tenant its name; files of the tenant without a name cannot be asked for alone
     * @param owner as the XMPP server names them
     * @param path a part of it
     * @param limit how many; {@value #USUAL} if none is said
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
     * @throws IllegalArgumentException if the question is none; the message is a sentence
     * @throws IOException if the catalog cannot be asked
     */
    public List<CatalogEntry> files(Wanted wanted) throws IOException {
        FileQuery query = wanted.query();
        return repository.catalog().ask(catalog -> catalog.find(query));
    }

    /**
     * Finds the owners who have the most bytes.
     *
     * @throws IllegalArgumentException if the limit is none; the message is a sentence
     * @throws CatalogUnavailableException if nothing was counted yet
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

    /** Returns one line: when it was stored, how many bytes it has, whose it is, when it is due, and where it is. */
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

    /** Returns one line: how many bytes, how many files, and whose. */
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
