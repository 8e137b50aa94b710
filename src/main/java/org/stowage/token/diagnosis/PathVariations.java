package org.stowage.token.diagnosis;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.stowage.storage.FileKey;
import org.stowage.storage.PercentCode;

/**
 * The paths that an XMPP server may have signed instead of the right one: a longer or shorter part of the URL, or
 * another spelling.
 */
final class PathVariations {

    private static final int MOST_SEGMENTS = 12;

    private final SentUpload upload;
    private final Map<String, Variation<String>> byPath = new LinkedHashMap<>();

    private PathVariations(SentUpload upload) {
        this.upload = upload;
    }

    /** Returns each path once. The right one comes first, if the URL names a file at all. */
    static List<Variation<String>> of(SentUpload upload) {
        PathVariations variations = new PathVariations(upload);
        FileKey key = upload.key();
        if (key != null) {
            variations.byPath.put(key.path(), Variation.right(key.path()));
            variations.addSpellings(key.path(), rawEnd(upload.path(), key), 1, "");
        }
        variations.addParts();
        return List.copyOf(variations.byPath.values());
    }

    /**
     * Adds every end of the URL's path, cut at a slash: with the base path or the tenant's path, or with segments
     * missing.
     */
    private void addParts() {
        String raw = upload.path().replaceFirst("^/+", "");
        for (int segments = 0; segments < MOST_SEGMENTS; segments++) {
            FileKey.parse(raw).ifPresent(whole -> addPart(whole.path()));
            int slash = raw.indexOf('/');
            if (slash < 0) {
                return;
            }
            raw = raw.substring(slash + 1);
        }
    }

    private void addPart(String path) {
        String sentence = "The path that was signed is another one: " + shown(path) + expected();
        add(path, 1, sentence + hint(path));
        addSpellings(path, path, 2, sentence + hint(path) + " And it was signed in another spelling.");
    }

    private String hint(String path) {
        FileKey key = upload.key();
        if (key == null) {
            return "";
        }
        return path.length() > key.path().length()
                ? " The XMPP server signed a part of the base URL, too; it must sign only what follows the base URL:"
                        + " compare the base URL that is set there with this server's."
                : " The URL has a segment that was not signed: compare the base URL that is set in the XMPP server with"
                        + " this server's, and look for a proxy that adds it.";
    }

    private void addSpellings(String path, String raw, int distance, String sentence) {
        String encoded = PercentCode.encodePath(path);
        String percent = "The path was signed percent-encoded, as it is in the URL; it must be signed decoded.";
        add("/" + path, distance, or(sentence, "The path was signed with a slash before it; it must have none."));
        add(raw, distance, or(sentence, percent));
        add(encoded, distance, or(sentence, percent));
        add(lowerEscapes(encoded), distance, or(sentence, percent));
        add(
                path.replace('+', ' '),
                distance,
                or(
                        sentence,
                        "A space was signed where the URL has a plus: in a path a"
                                + " space is %20, and a plus is a plus."));
        add(
                path.replace(' ', '+'),
                distance,
                or(sentence, "A plus was signed where the URL has a space (%20): in a" + " path a space is no plus."));
        String unicode = "The name was signed in another Unicode form (NFC, NFD) than the URL has; something between"
                + " XMPP server and client has changed it.";
        add(Normalizer.normalize(path, Normalizer.Form.NFC), distance, or(sentence, unicode));
        add(Normalizer.normalize(path, Normalizer.Form.NFD), distance, or(sentence, unicode));
        decodedAgain(path)
                .ifPresent(
                        twice -> add(
                                twice,
                                distance,
                                or(
                                        sentence,
                                        "The URL was percent-encoded twice:"
                                                + " the path that was signed is the URL's path decoded twice. Look for a proxy that encodes again.")));
        add(path.toLowerCase(Locale.ROOT), distance, or(sentence, "The path was signed in lower case."));
    }

    private void add(String path, int distance, String sentence) {
        byPath.putIfAbsent(path, new Variation<>(path, distance, sentence));
    }

    private String expected() {
        FileKey key = upload.key();
        return key == null ? "." : "; the URL has " + shown(key.path()) + " below the base URL.";
    }

    private static String or(String sentence, String otherwise) {
        return sentence.isEmpty() ? otherwise : sentence;
    }

    /** Returns the path in visible ASCII, as in the log. */
    private static String shown(String path) {
        return PercentCode.encodePath(path);
    }

    private static Optional<String> decodedAgain(String path) {
        return path.indexOf('%') < 0 ? Optional.empty() : FileKey.parse(path).map(FileKey::path);
    }

    private static String lowerEscapes(String encoded) {
        List<String> parts = new ArrayList<>(List.of(encoded.split("%", -1)));
        for (int i = 1; i < parts.size(); i++) {
            String part = parts.get(i);
            parts.set(i, part.substring(0, 2).toLowerCase(Locale.ROOT) + part.substring(2));
        }
        return String.join("%", parts);
    }

    /** Returns as many segments from the end of the raw path as the key has. */
    private static String rawEnd(String rawPath, FileKey key) {
        String[] segments = rawPath.split("/", -1);
        int count = key.path().split("/", -1).length;
        int from = Math.max(0, segments.length - count);
        return String.join("/", List.of(segments).subList(from, segments.length));
    }
}
