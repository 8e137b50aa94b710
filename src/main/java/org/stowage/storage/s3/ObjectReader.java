package org.stowage.storage.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.stowage.storage.Entry;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.format.DamagedFileException;
import org.stowage.storage.format.Trailer;

/**
 * What lies under the keys of entries, asked for each time.
 *
 * @param objects that are read
 * @param names of them
 * @param trailer how to read what is there
 * @param together how to read many
 */
record ObjectReader(ObjectClient objects, ObjectNames names, Trailer trailer, ReadTogether together)
        implements AutoCloseable {

    /**
     * Reads what is there.
     *
     * @throws DamagedFileException if it is none that was written under this key
     */
    Optional<Entry> at(Fingerprint name) throws IOException {
        Optional<ObjectPart> end = endOf(name);
        return end.isPresent() ? Optional.of(read(end.get(), name)) : Optional.empty();
    }

    /** Returns the end of what is there, in which its description is. */
    Optional<ObjectPart> endOf(Fingerprint name) throws IOException {
        return objects.tail(names.of(name), Trailer.USUAL_BYTES);
    }

    /**
     * Reads a description.
     *
     * @throws DamagedFileException if it is none that was written under this key
     */
    Entry read(ObjectPart end, Fingerprint name) throws IOException {
        String key = names.of(name);
        Entry entry = trailer.read(new ObjectTail(objects, key, end), key, name);
        if (!entry.fingerprint().equals(name)) {
            throw new DamagedFileException(key, "holds another file than its name says");
        }
        return withVersion(entry, end.version());
    }

    /** Tells whether two are the same publication: one from elsewhere than this store has no version. */
    static boolean areSame(Entry one, Entry other) {
        return withVersion(one, "").equals(withVersion(other, ""));
    }

    static StoredFile withVersion(StoredFile file, String version) {
        return new StoredFile(file.slot(), file.checksums(), file.stored(), file.id(), version);
    }

    private static Entry withVersion(Entry entry, String version) {
        return entry instanceof Tombstone tombstone
                ? new Tombstone(
                        tombstone.fingerprint(), tombstone.deleted(), tombstone.reason(), tombstone.until(), version)
                : withVersion((StoredFile) entry, version);
    }

    @Override
    public void close() {
        together.close();
        objects.close();
    }

    private record ObjectTail(ObjectClient objects, String key, ObjectPart end) implements Trailer.Tail {

        @Override
        public long size() {
            return end.objectSize();
        }

        @Override
        public ByteBuffer last(int bytes) throws IOException {
            ByteBuffer known = end.bytes();
            int wanted = (int) Math.min(bytes, size());
            if (wanted <= known.limit()) {
                return known.slice(known.limit() - wanted, wanted);
            }
            return objects.range(key, end.version(), size() - wanted, wanted)
                    .orElseThrow(() -> new IOException(key + " was replaced while it was read"))
                    .bytes();
        }
    }
}
