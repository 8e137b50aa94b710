package org.stowage.management.api;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.FileBounds;
import org.stowage.catalog.FileQuery;
import org.stowage.catalog.FileQuery.Order;

/**
 * The conditions for files, as an admin writes them. A condition that is null or empty is not applied.
 *
 * @param order {@code newest}, {@code oldest}, {@code largest} or {@code due}; by default {@code newest}
 * @param tenant the name of a tenant; the tenant without a name cannot be selected
 * @param owner the owner, as the XMPP server names them
 * @param path a part of the path
 * @param sha256 the SHA-256 of the content
 * @param bounds further conditions
 * @param limit the largest number of files; by default {@value #USUAL}
 */
public record FileConditions(
        @Nullable String order,
        @Nullable String tenant,
        @Nullable String owner,
        @Nullable String path,
        @Nullable String sha256,
        FileBounds bounds,
        @Nullable Long limit) {

    /** The largest limit. */
    static final int MOST = 1_000;

    private static final int USUAL = 50;
    private static final Pattern TYPE = Pattern.compile("[!-~&&[^/;]]+/([!-~&&[^/;*]]+|\\*)");

    /**
     * Checks the media type.
     *
     * @throws IllegalArgumentException if it is none; the message is a sentence
     */
    public FileConditions {
        String type = bounds.type();
        if (type != null && !TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("A type is one such as image/png, or all of a kind such as image/*.");
        }
    }

    /** Conditions without bounds. */
    public FileConditions(
            @Nullable String order,
            @Nullable String tenant,
            @Nullable String owner,
            @Nullable String path,
            @Nullable Long limit) {
        this(order, tenant, owner, path, null, FileBounds.NONE, limit);
    }

    /**
     * Returns the question for the catalog.
     *
     * @throws IllegalArgumentException if the order or the limit is wrong; the message is a sentence
     */
    FileQuery query() {
        return new FileQuery(
                        orNull(tenant),
                        orNull(owner),
                        orNull(path),
                        orNull(sha256),
                        null,
                        false,
                        orderOf(order),
                        limitOf(limit))
                .within(bounds, FileQuestions.PATIENCE);
    }

    /**
     * Returns the limit, or the usual one.
     *
     * @throws IllegalArgumentException if it is not from 1 to {@value #MOST}; the message is a sentence
     */
    static int limitOf(@Nullable Long limit) {
        if (limit == null) {
            return USUAL;
        }
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("The limit is a number from 1 to " + MOST + ".");
        }
        return limit.intValue();
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

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
