package org.stowage.management.orders;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stowage.management.admin.JsonMembers;
import org.stowage.management.admin.ProblemException;
import org.stowage.management.orders.OrderSubject.FilesOf;
import org.stowage.management.orders.OrderSubject.OneFile;
import org.stowage.management.orders.OrderSubject.PathsWith;
import org.stowage.management.orders.OrderSubject.WithContent;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.Takedowns;
import org.stowage.storage.Entry;
import org.stowage.storage.FileKey;
import org.stowage.storage.StoredFile;

/** Reads the orders of admins strictly. Messages of exceptions are sentences. */
public final class OrderReader {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final List<String> SUBJECTS = List.of("url", "contentOf", "path", "owner", "sha256");
    private static final int LEAST_PART = 3;
    private static final int MAX_WHY = 500;

    private final RetainingRepository repository;
    private final Takedowns takedowns;
    private final Function<String, FileKey> addresses;

    /**
     * Reads orders about these files.
     *
     * @param addresses finds the key for a URL, or throws an {@link IllegalArgumentException}
     */
    public OrderReader(RetainingRepository repository, Takedowns takedowns, Function<String, FileKey> addresses) {
        this.repository = repository;
        this.takedowns = takedowns;
        this.addresses = addresses;
    }

    /**
     * Reads an order: the members {@code action}, one of {@code url}, {@code contentOf}, {@code path}, {@code owner} and
     * {@code sha256}, and {@code why}.
     *
     * @throws IllegalArgumentException if they make no order
     * @throws IOException if a content is named by its file, and that cannot be read
     */
    public JobOrder read(JsonMembers members) throws IOException {
        OrderAction action = action(members.text("action").orElse(""));
        Map<String, String> named = SUBJECTS.stream()
                .filter(name -> members.text(name).isPresent())
                .collect(Collectors.toMap(
                        name -> name, name -> members.text(name).orElseThrow()));
        if (named.size() != 1) {
            throw new IllegalArgumentException("Name one of " + String.join(", ", SUBJECTS) + ".");
        }
        String name = named.keySet().iterator().next();
        return new JobOrder(
                action,
                subject(name, Objects.requireNonNull(named.get(name))),
                why(members.text("why").orElse("")));
    }

    /**
     * Returns the file that a URL names, or a key as in the log.
     *
     * @throws IllegalArgumentException if it names none
     */
    public OneFile file(String url) {
        return new OneFile(addresses.apply(url));
    }

    /**
     * Returns the owner of a name.
     *
     * @throws IllegalArgumentException if no owner can have it
     */
    public static FilesOf owner(String text) {
        return new FilesOf(OwnerNames.of(text));
    }

    /**
     * Returns the content with a SHA-256.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static WithContent content(String text) {
        String hash = text.strip().toLowerCase(Locale.ROOT);
        if (!SHA256.matcher(hash).matches()) {
            throw new IllegalArgumentException("A content is named by its SHA-256 of 64 hex digits.");
        }
        return new WithContent(hash);
    }

    /**
     * Returns a reason.
     *
     * @throws IllegalArgumentException if it is longer than a line of the audit log should be, or has several lines
     */
    public static String why(String text) {
        String why = text.strip();
        if (why.length() > MAX_WHY
                || why.chars().anyMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029)) {
            throw new IllegalArgumentException("A reason has at most " + MAX_WHY + " characters, all in one line.");
        }
        return why;
    }

    private static OrderAction action(String word) {
        return Stream.of(OrderAction.values())
                .filter(action -> action.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The action is delete, ban, unban or erase."));
    }

    private OrderSubject subject(String name, String text) throws IOException {
        return switch (name) {
            case "url" -> file(text);
            case "contentOf" -> contentOf(file(text).key());
            case "path" -> part(text);
            case "owner" -> owner(text);
            default -> content(text);
        };
    }

    private static PathsWith part(String text) {
        if (text.strip().length() < LEAST_PART) {
            throw new IllegalArgumentException("A part of a path to be deleted has at least three characters.");
        }
        return new PathsWith(text);
    }

    private WithContent contentOf(FileKey key) throws IOException {
        Entry entry = repository.stored(key).orElse(null);
        if (entry instanceof StoredFile file) {
            return new WithContent(takedowns.sha256Of(file));
        }
        throw new ProblemException(404, "no-file", "There is no file at this URL, so its content is not known.");
    }
}
