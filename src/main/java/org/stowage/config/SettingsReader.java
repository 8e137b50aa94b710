package org.stowage.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import org.stowage.config.Settings.Durability;
import org.stowage.config.Settings.Protocol;

/** Turns MicroProfile Config into {@link Settings}, collecting every complaint on the way. Good for one reading. */
public final class SettingsReader {

    private static final String PREFIX = "stowage.";

    private final Config config;
    private final Path dataDirectory;
    private final List<String> complaints = new ArrayList<>();

    /**
     * Prepares to read.
     *
     * @param config where values are looked up
     * @param dataDirectory the server's own, for the default of the base path
     */
    public SettingsReader(Config config, Path dataDirectory) {
        this.config = config;
        this.dataDirectory = dataDirectory;
    }

    /**
     * Reads all settings.
     *
     * @throws InvalidSettingsException if any is wrong or missing; its message names all of them
     */
    public Settings read() {
        Secret secret = read(Setting.SECRET, Secret::new).orElse(null);
        if (secret == null && complaints.isEmpty()) {
            complaints.add(Setting.SECRET.key() + " is not set");
        }
        Path basePath = read(Setting.BASE_PATH, SettingsReader::absolutePath).orElse(dataDirectory.resolve("stowage"));
        ByteSize maxSize = readOrDefault(Setting.MAX_SIZE, SettingsReader::positiveSize);
        Durability durability = readOrDefault(Setting.DURABILITY, text -> constant(Durability.class, text));
        Set<Protocol> protocols = readOrDefault(Setting.PROTOCOLS, SettingsReader::protocols);
        Secret deleteSecret = read(Setting.DELETE_SECRET, Secret::new).orElse(null);
        if (secret == null || maxSize == null || durability == null || protocols == null || !complaints.isEmpty()) {
            throw new InvalidSettingsException(complaints);
        }
        return new Settings(secret, basePath, maxSize, durability, protocols, deleteSecret);
    }

    /** Returns what looks like one of ours and is not: most likely a slip of the pen. */
    public List<String> unknownKeys() {
        List<String> known = Stream.of(Setting.values()).map(Setting::key).toList();
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .sorted()
                .toList();
    }

    private <T> @Nullable T readOrDefault(Setting setting, Function<String, T> parser) {
        int before = complaints.size();
        Optional<T> value = read(setting, parser);
        return value.isEmpty() && complaints.size() == before
                ? parser.apply(setting.defaultText())
                : value.orElse(null);
    }

    private <T> Optional<T> read(Setting setting, Function<String, T> parser) {
        Optional<String> text = Optional.empty();
        try {
            text = config.getOptionalValue(setting.key(), String.class);
            return text.map(parser);
        } catch (NoSuchElementException e) {
            complaints.add(setting.key() + " contains ${…} that cannot be expanded; write \\${ for a plain ${");
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            String shown = setting.isSecret() ? "" : " \"" + text.orElse("") + "\"";
            complaints.add(setting.key() + shown + " " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Path absolutePath(String text) {
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

    private static ByteSize positiveSize(String text) {
        ByteSize size = ByteSize.parse(text);
        if (size.bytes() == 0) {
            throw new IllegalArgumentException("would refuse every file");
        }
        return size;
    }

    private static Set<Protocol> protocols(String text) {
        Set<Protocol> protocols = EnumSet.noneOf(Protocol.class);
        for (String name : text.split(",", -1)) {
            protocols.add(constant(Protocol.class, name.strip()));
        }
        return protocols;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        List<String> names = Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!names.contains(text)) {
            throw new IllegalArgumentException("is not one of " + String.join(", ", names));
        }
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    }
}
