package org.stowage.catalog.lucene;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.CorruptIndexException;

/** The user data of a commit: the version of our format, and the properties, whose names get a prefix. */
final class CommitData {

    private static final String FORMAT = "format";
    private static final String VERSION = "1";
    private static final String MARK = "=";

    private CommitData() {}

    static Map<String, String> of(Map<String, String> properties) {
        Map<String, String> data = new HashMap<>();
        properties.forEach((name, value) -> data.put(MARK + name, value));
        data.put(FORMAT, VERSION);
        return data;
    }

    /**
     * Returns the properties.
     *
     * @throws CorruptIndexException if the data is of another version
     */
    static Map<String, String> properties(Map<String, String> data, Path folder) throws CorruptIndexException {
        String version = data.get(FORMAT);
        if (!VERSION.equals(version)) {
            throw new CorruptIndexException(
                    "the version of the catalog is not " + VERSION + ", but " + version, folder.toString());
        }
        Map<String, String> properties = new HashMap<>();
        data.forEach((name, value) -> {
            if (name.startsWith(MARK)) {
                properties.put(name.substring(MARK.length()), value);
            }
        });
        return properties;
    }
}
