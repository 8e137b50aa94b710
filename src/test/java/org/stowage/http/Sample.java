package org.stowage.http;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.stowage.storage.FileKey;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/** A file and requests for it, as the tests of this room need them. */
final class Sample {

    /** Of {@code 0123456789}, by {@code sha256sum}. */
    static final String SHA256 = "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882";

    static final String STORED = "Sun, 06 Nov 1994 08:49:37 GMT";

    private Sample() {}

    static StoredFile file(String path, long size, String type) {
        Instant stored = Instant.parse("1994-11-06T08:49:37.999Z");
        return new StoredFile(new Slot(new FileKey(path), size, type), SHA256, stored);
    }

    /** Returns header fields from names and values in turn. */
    static RequestHeaders headers(String... namesAndValues) {
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return name -> Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT)));
    }
}
