package org.stowage.config;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The place of the catalog.
 *
 * @param place an absolute folder, or the JNDI name of a DataSource, which begins with {@code java:}; null if it is not
 *     set
 */
public record CatalogSettings(@Nullable String place) {

    private static final String JNDI = "java:";

    /** Reads the value of the setting. */
    static CatalogSettings parse(String text) {
        String place = text.strip();
        return new CatalogSettings(
                place.startsWith(JNDI) ? place : NameParsers.absolutePath(place).toString());
    }

    /** Returns the JNDI name of the DataSource, if the place is one. */
    public Optional<String> dataSource() {
        return Optional.ofNullable(place).filter(name -> name.startsWith(JNDI));
    }

    /** Returns the folder of the catalog; with a database, the folder of the files that the catalog needs besides. */
    public Path folder(Path basePath) {
        String folder = place;
        return folder == null || folder.startsWith(JNDI) ? basePath.resolve("catalog") : Path.of(folder);
    }
}
