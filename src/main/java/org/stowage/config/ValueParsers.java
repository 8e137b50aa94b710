package org.stowage.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.stowage.config.Settings.DurabilitySetting;
import org.stowage.contract.Contract;

/** How each type of value is written; what is written otherwise is an {@link IllegalArgumentException} that says what is. */
final class Values {

    private static final Pattern WORD = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]*");

    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[a-z0-9.:\\[\\]-]+");
    private static final Pattern TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]+/([a-z0-9!#$&^_.+-]+|\\*)");

    private static final int LONGEST_LINE = 500;

    private Values() {}

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

    static ByteSize positiveSize(String text) {
        ByteSize size = ByteSize.parse(text);
        if (size.bytes() == 0) {
            throw new IllegalArgumentException("would refuse every file");
        }
        return size;
    }

    static int positiveNumber(String text) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not a number up to " + Integer.MAX_VALUE, e);
        }
        throw new IllegalArgumentException("is not above 0");
    }

    /** Reads a length of time; {@code ever} is an empty one. */
    static Optional<TimeSpan> keepFor(String text) {
        if (text.strip().equals("ever")) {
            return Optional.empty();
        }
        try {
            return Optional.of(TimeSpan.parse(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ", and not ever", e);
        }
    }

    static TimeSpan sweepInterval(String text) {
        return atLeast(Duration.ofSeconds(10), "10 seconds", TimeSpan.parse(text));
    }

    /** What is purged sooner can be published, deleted and published again while it is being counted. */
    static TimeSpan tombstones(String text) {
        return atLeast(Duration.ofMinutes(1), "1 minute", TimeSpan.parse(text));
    }

    /** Reads a media type, or all of one kind. */
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

    static QuotaSettings.Policy quotaPolicy(String text) {
        return constant(QuotaSettings.Policy.class, text);
    }

    static DurabilitySetting durability(String text) {
        return constant(DurabilitySetting.class, text);
    }

    static Settings.LogDetail logDetail(String text) {
        return constant(Settings.LogDetail.class, text);
    }

    /** Reads origins as browsers send them (RFC 6454 §6.2); an asterisk is none. */
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

    static boolean yes(String text) {
        String word = text.strip();
        if (!word.equals("true") && !word.equals("false")) {
            throw new IllegalArgumentException("is not true or false");
        }
        return word.equals("true");
    }

    static String line(String text) {
        String line = text.strip();
        if (line.isEmpty() || line.length() > LONGEST_LINE || line.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("is not one line of up to " + LONGEST_LINE + " characters");
        }
        return line;
    }

    static AuditSettings.Target auditTarget(String text) {
        return constant(AuditSettings.Target.class, text);
    }

    static Settings.Admin admin(String text) {
        return constant(Settings.Admin.class, text);
    }

    static ByteSize logSize(String text) {
        ByteSize size = ByteSize.parse(text);
        if (size.bytes() < 64 * 1024) {
            throw new IllegalArgumentException("is below 64 KiB");
        }
        return size;
    }

    static Set<Contract> contracts(String text) {
        Set<Contract> contracts = EnumSet.noneOf(Contract.class);
        for (String name : text.split(",", -1)) {
            contracts.add(constant(Contract.class, name.strip()));
        }
        return contracts;
    }

    /** Reads names, each once, that environment variables can spell too. */
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

    /** Reads a path of a URL; slashes at its ends do not count. */
    static String urlPath(String text) {
        String path = text.strip().replaceAll("^/|/$", "");
        if (!Stream.of(path.split("/", -1))
                .allMatch(segment -> SEGMENT.matcher(segment).matches())) {
            throw new IllegalArgumentException("is not a path such as capulet or chat/capulet");
        }
        if (path.equals("-") || path.startsWith("-/")) {
            throw new IllegalArgumentException("is for the administration's own URLs");
        }
        return path;
    }

    static Instant startOf(String text) {
        return text.contains("T")
                ? moment(text)
                : date(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    static Instant endOf(String text) {
        return text.contains("T")
                ? moment(text)
                : date(text)
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .minusMillis(1);
    }

    private static TimeSpan atLeast(Duration least, String words, TimeSpan span) {
        if (span.duration().compareTo(least) < 0) {
            throw new IllegalArgumentException("is shorter than " + words);
        }
        return span;
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text.strip());
        } catch (DateTimeException e) {
            throw noTime(e);
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw noTime(e);
        }
    }

    private static IllegalArgumentException noTime(DateTimeException e) {
        return new IllegalArgumentException("is not a time such as 2026-12-31 or 2026-12-31T18:00:00Z", e);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        List<String> names = Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        if (!names.contains(text)) {
            throw new IllegalArgumentException("is not one of " + String.join(", ", names));
        }
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
