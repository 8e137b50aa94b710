package org.stowage.storage.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.stowage.storage.ByteStream;
import org.stowage.storage.Content;
import org.stowage.storage.Entry;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.KeptFile;
import org.stowage.storage.RunningChecksums;
import org.stowage.storage.StoredFile;
import org.stowage.storage.format.DamagedFileException;

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
        String version = file.version().isEmpty() ? versionAt(name) : file.version();
        ObjectVersion object =
                new ObjectVersion(reader.objects(), reader.names().of(name), version, file.size());
        ObjectContent content = ObjectContent.open(object, memory, System::nanoTime);
        try {
            Optional<ByteBuffer> whole = content.whole();
            if (whole.isPresent()) {
                requireFitting(whole.get());
            }
        } catch (IOException e) {
            content.close();
            throw e;
        }
        return content;
    }

    /**
     * Reads all of a small content.
     *
     * @throws DamagedFileException if it is another one than its description says
     */
    KeptFile readAll() throws IOException {
        try (Content content = open()) {
            KeptFile read = KeptFile.read(file, content);
            requireFitting(read.slice(0, file.size()));
            return read;
        }
    }

    private void requireFitting(ByteBuffer content) throws IOException {
        if (!fits(content)) {
            versionAt(file.fingerprint());
            throw new DamagedFileException(
                    reader.names().of(file.fingerprint()), "has another content than its description says");
        }
    }

    /**
     * A store may answer with the bytes of what has just taken the place of the object (s3proxy 4.1.0 does). That is a tombstone, which
     * is too short to be taken for a part of a longer content.
     */
    private boolean fits(ByteBuffer content) {
        String known = file.checksums().crc32c();
        RunningChecksums running = RunningChecksums.cheap();
        running.update(content);
        return known.isEmpty() || running.end().crc32c().equals(known);
    }

    /** A file that is known from elsewhere has no version. */
    private String versionAt(Fingerprint name) throws IOException {
        Optional<Entry> there = reader.at(name);
        return there.filter(entry -> ObjectReader.areSame(entry, file))
                .map(Entry::version)
                .orElseThrow(() -> new NoSuchFileException(reader.names().of(name), null, "was deleted"));
    }
}
