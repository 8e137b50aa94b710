package org.stowage.token.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stowage.contract.Contract;
import org.stowage.contract.SignedMessage;
import org.stowage.storage.FileKey;
import org.stowage.token.Hmac;

/**
 * Searches for the message and secret of a MAC: first the right ones, then those that differ in one point, in two, then
 * lengths farther and farther away, then three differences. Stops after a fixed number of MACs.
 */
final class MacSearch {

    /** Takes about half a second. */
    private static final int MOST_MACS = 400_000;

    private static final int FOR_LENGTHS = 280_000;
    private static final int FARTHEST = 65_536;
    private static final int MOST_DIFFERENCES = 3;
    private static final int LIKELY_TYPES = 4;

    private final SentUpload upload;
    private final SignedMessage expected;
    private final byte[] mac;
    private final List<Variation<Hmac>> secrets;
    private final List<Variation<String>> paths;
    private final List<Variation<Long>> lengths;
    private final List<Variation<String>> types;
    private int left = MOST_MACS;
    private long reached;

    MacSearch(SentUpload upload, SignedMessage expected, byte[] mac, List<Variation<Hmac>> secrets) {
        this.upload = upload;
        this.expected = expected;
        this.mac = mac.clone();
        this.secrets = secrets;
        this.paths = PathVariations.of(upload);
        this.lengths = LengthVariations.of(upload.length());
        FileKey key = upload.key();
        this.types = TypeVariations.of(upload.type(), key == null ? upload.path() : key.fileName());
    }

    /**
     * Returns how the signed message differs from the right one: an empty list if it does not, nothing if it was not
     * found.
     */
    Optional<List<String>> differences() {
        Optional<List<String>> found = within(0, 2);
        if (found.isEmpty()) {
            found = farLength();
        }
        return found.isEmpty() ? within(MOST_DIFFERENCES, MOST_DIFFERENCES) : found;
    }

    /** Returns the largest difference in length up to which all lengths were tried, with the right path and secrets. */
    long reached() {
        return reached;
    }

    private Optional<List<String>> within(int fewest, int most) {
        Optional<List<String>> found = Optional.empty();
        for (int differences = fewest; differences <= most && found.isEmpty(); differences++) {
            found = with(differences);
        }
        return found;
    }

    private Optional<List<String>> with(int differences) {
        for (SignedMessage candidate : SignedMessage.values()) {
            int others = differences - (candidate == expected ? 0 : 1);
            for (Variation<Hmac> secret : secrets) {
                Optional<List<String>> found = with(others - secret.distance(), candidate, secret);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<List<String>> with(int differences, SignedMessage candidate, Variation<Hmac> secret) {
        for (Variation<String> path : paths) {
            int others = differences - path.distance();
            for (Variation<Long> length : others < 0 ? List.<Variation<Long>>of() : lengths) {
                for (Variation<String> type : typesOf(candidate)) {
                    if (others == length.distance() + type.distance()
                            && signed(candidate, secret, path.value(), length.value(), type.value())) {
                        return Optional.of(sentences(candidate, secret, path, length, type));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private List<Variation<String>> typesOf(SignedMessage candidate) {
        return candidate.hasType() ? types : List.of(Variation.right(""));
    }

    /** Tries the nearest lengths first, with the valid secrets, the right path, and the most likely accepted types. */
    private Optional<List<String>> farLength() {
        FileKey key = upload.key();
        int reserve = left - FOR_LENGTHS;
        Set<String> accepted = new LinkedHashSet<>(typesOf(expected).stream()
                .filter(type -> type.distance() == 0)
                .map(Variation::value)
                .limit(LIKELY_TYPES)
                .toList());
        for (long away = 1; key != null && away <= FARTHEST && left > reserve; away++) {
            for (long length : new long[] {upload.length() - away, upload.length() + away}) {
                for (Variation<Hmac> secret : rightSecrets()) {
                    for (String type : accepted) {
                        if (length >= 0 && signed(expected, secret, key.path(), length, type)) {
                            return Optional.of(List.of(LengthVariations.other(length, upload.length())
                                    .sentence()));
                        }
                    }
                }
            }
            reached = away;
        }
        return Optional.empty();
    }

    private List<Variation<Hmac>> rightSecrets() {
        return secrets.stream().filter(secret -> secret.distance() == 0).toList();
    }

    private boolean signed(SignedMessage candidate, Variation<Hmac> secret, String path, long length, String type) {
        if (left <= 0) {
            return false;
        }
        left--;
        return secret.value().signed(candidate.of(path, length, type), mac);
    }

    private List<String> sentences(
            SignedMessage candidate,
            Variation<Hmac> secret,
            Variation<String> path,
            Variation<Long> length,
            Variation<String> type) {
        List<Variation<?>> parts = new ArrayList<>(List.of(secret, path, length, type));
        parts.sort(Comparator.comparing(Variation::distance));
        List<String> sentences = new ArrayList<>();
        if (candidate != expected) {
            List<Contract> makers = makersOf(candidate);
            sentences.add("The token is a MAC of contract "
                    + joined(makers.stream().map(Contract::toString), " or ") + ", and belongs in the parameter "
                    + joined(makers.stream().flatMap(maker -> maker.parameter().stream()), " or ")
                    + ": the XMPP server and Stowage must use the same contract.");
        }
        parts.stream().map(Variation::sentence).filter(text -> !text.isEmpty()).forEach(sentences::add);
        return sentences;
    }

    private static List<Contract> makersOf(SignedMessage message) {
        return Stream.of(Contract.values())
                .filter(contract -> contract.message().filter(message::equals).isPresent())
                .toList();
    }

    private static String joined(Stream<String> words, String between) {
        return words.collect(Collectors.joining(between));
    }
}
