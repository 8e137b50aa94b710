package org.stowage.storage.s3;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.stowage.storage.ByteStream;
import org.stowage.storage.Content;
import org.stowage.storage.Entry;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.StoredFile;

/**
 * Where the content of a file lies.
 *
 * @param file whose
 * @param reader of the objects
 * @param memory for what is read ahead
 */
record ObjectStream(StoredFile file, ObjectReader reader, ReadAhead memory) implements ByteStream {

    @Override
    public Content open() throws IOException {
        Fingerprint name = file.fingerprint();
        String key = reader.names().of(name);
        String version = file.version().isEmpty() ? versionAt(name) : file.version();
        return ObjectContent.open(
                new ObjectVersion(reader.objects(), key, version, file.size()), memory, System::nanoTime);
    }

    /** A file that is known from elsewhere has no version. */
    private String versionAt(Fingerprint name) throws IOException {
        Optional<Entry> there = reader.at(name);
        return there.filter(entry -> ObjectReader.areSame(entry, file))
                .map(Entry::version)
                .orElseThrow(() -> new NoSuchFileException(reader.names().of(name), null, "was deleted"));
    }
}
