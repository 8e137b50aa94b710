package org.stowage.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parsers of URLs, paths, hosts, patterns and other names. Each throws an {@link IllegalArgumentException} that says what is wrong
 * with the text.
 */
final class NameParsers {

    private static final Pattern WORD = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]*");
    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[a-z0-9.:\\[\\]-]+");
    private static final Pattern TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]+/([a-z0-9!#$&^_.+-]+|\\*)");

    private NameParsers() {}

    static URI baseUrl(String text) {
        try {
            URI url = new URI(text.strip());
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (web && url.getHost() != null && text.strip().endsWith("/")) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not a URL", e);
        }
        throw new IllegalArgumentException("is not a URL such as https://upload.example.org/upload/");
    }

    /** Reads a URL that names a server and nothing on it. */
    static URI origin(String text) {
        String stripped = text.strip();
        URI url = baseUrl(stripped.endsWith("/") ? stripped : stripped + "/");
        if (!"/".equals(url.getRawPath()) || url.getRawQuery() != null || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("is not a URL of only a scheme, a host and perhaps a port");
        }
        return URI.create(url.toString().substring(0, url.toString().length() - 1));
    }

    static Path absolutePath(String text) {
        try {
            Path path = Path.of(text.strip());
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is not a path", e);
        }
        throw new IllegalArgumentException("is not an absolute path");
    }

    /** Reads a media type, or a pattern for all types of a kind. */
    static String typePattern(String text) {
        String type = text.strip().toLowerCase(Locale.ROOT);
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("is not a media type such as image/png or image/*, without parameters");
        }
        return type;
    }

    static String pattern(String text) {
        String pattern = text.strip();
        if (pattern.isEmpty() || pattern.contains("/")) {
            throw new IllegalArgumentException("is not a pattern such as story_* or *@example.org, without slashes");
        }
        return pattern;
    }

    static String oneOf(List<String> names, String text) {
        String name = text.strip();
        if (!names.contains(name)) {
            throw new IllegalArgumentException("is not one of " + String.join(", ", names));
        }
        return name;
    }

    /** Reads origins as browsers send them (RFC 6454 §6.2); an asterisk gives an empty set. */
    static Set<String> origins(String text) {
        if (text.strip().equals("*")) {
            return Set.of();
        }
        List<String> origins = Stream.of(text.split(",", -1)).map(String::strip).toList();
        if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            throw new IllegalArgumentException("is not *, nor a list of origins such as https://chat.example.org");
        }
        return Set.copyOf(origins);
    }

    /** Reads different names, of characters that environment variables can express. */
    static List<String> words(String text) {
        List<String> words = Stream.of(text.split(",", -1)).map(String::strip).toList();
        if (!words.stream().allMatch(word -> WORD.matcher(word).matches())) {
            throw new IllegalArgumentException("is not a list of words of a-z, 0-9 and hyphens");
        }
        if (words.stream().distinct().count() < words.size()) {
            throw new IllegalArgumentException("has a word twice");
        }
        return words;
    }

    static String hostName(String text) {
        String host = text.strip().toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("is not a host name such as upload.example.org, without port");
        }
        return host;
    }

    /** Reads a path of a URL; a slash at its ends is ignored. */
    static String urlPath(String text) {
        String path = text.strip().replaceAll("^/|/$", "");
        if (!Stream.of(path.split("/", -1))
                .allMatch(segment -> SEGMENT.matcher(segment).matches())) {
            throw new IllegalArgumentException("is not a path such as capulet or chat/capulet");
        }
        if (path.equals("-") || path.startsWith("-/")) {
            throw new IllegalArgumentException("is reserved for the URLs of the administration");
        }
        return path;
    }
}
