package org.stowage.storage.s3;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.Bans;
import org.stowage.storage.ByteStream;
import org.stowage.storage.Capacity;
import org.stowage.storage.Checksums;
import org.stowage.storage.ContentCache;
import org.stowage.storage.DeletedFiles;
import org.stowage.storage.Entry;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.KeptFile;
import org.stowage.storage.Listing;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.TimeMemory;
import org.stowage.storage.Tombstone;
import org.stowage.storage.format.Trailer;
import org.stowage.storage.staging.Disk;
import org.stowage.storage.staging.Durability;
import org.stowage.storage.staging.StagedFile;
import org.stowage.storage.staging.StagedUpload;
import org.stowage.storage.staging.Staging;

/** The repository in a bucket. */
public final class S3Repository implements FileRepository {

    /** What one PutObject may have, less the longest description. */
    public static final long MAX_SIZE = (5L << 30) - (1 << 17);

    private final ObjectClient objects;
    private final Staging staging;
    private final Clock clock;
    private final ObjectReader reader;
    private final RecentEntries recent;
    private final ObjectContents contents;
    private final ObjectDeletion deletion;
    private final ReadAhead memory = ReadAhead.ofTheHeap();
    private final Listing listing;
    private final Bans bans;
    private final Capacity capacity;
    private final TimeMemory timeMemory;
    private final BucketOpening opening;

    private S3Repository(
            ObjectReader reader, BucketOpening opening, Staging staging, ObjectContents contents, Clock clock)
            throws IOException {
        ObjectNames names = reader.names();
        this.objects = reader.objects();
        this.staging = staging;
        this.clock = clock;
        this.reader = reader;
        this.recent = contents.recent();
        this.contents = contents;
        this.deletion = new ObjectDeletion(reader, recent, opening, clock);
        this.listing = new ObjectListing(reader);
        this.bans = new ObjectBans(reader, System::nanoTime);
        this.timeMemory = new ObjectTimeMemory(objects, names.time());
        this.opening = opening;
        this.capacity = new ObjectCapacity(objects, names, opening, staging);
        reader.trailer().tryOut();
    }

    /**
     * Opens the store, or begins one, after it was probed. If it does not answer, that is done by the first upload that reaches it.
     *
     * @param basePath the local folder in which uploads are completed
     * @param cache keeps small files in memory
     * @param clock tells when a file was stored
     * @throws IOException if the store cannot be used; the message says why in one sentence, and what can be done
     */
    public static S3Repository open(BucketAccess bucket, Path basePath, ContentCache cache, Clock clock)
            throws IOException {
        return open(bucket, basePath, cache, clock, System::nanoTime);
    }

    /** Opens the store as the other method does, with a clock that tells how old a look-up is. */
    static S3Repository open(BucketAccess bucket, Path basePath, ContentCache cache, Clock clock, LongSupplier nanos)
            throws IOException {
        Staging staging = Staging.claim(Disk.prepare(basePath, Durability.NONE));
        ObjectReader reader = new ObjectReader(
                new ObjectClient(Gateways.open(bucket, System::nanoTime)),
                new ObjectNames(bucket.place().prefix()),
                new Trailer(),
                new ReadTogether());
        try {
            BucketOpening opening = new BucketOpening(reader, bucket.bestEffort(), System::nanoTime);
            opening.begin();
            return new S3Repository(
                    reader, opening, staging, new ObjectContents(cache, new RecentEntries(nanos)), clock);
        } catch (IOException | RuntimeException e) {
            reader.close();
            staging.close();
            throw e;
        }
    }

    /**
     * Returns what no other store is called.
     *
     * @throws IOException if the store has not answered yet
     */
    public String id() throws IOException {
        return opening.get().id();
    }

    /** Returns what the store has told in the last {@value RecentEntries#SECONDS} seconds. */
    @Override
    public Optional<Entry> known(FileKey key) {
        return recent.get(Fingerprint.of(key));
    }

    @Override
    public Optional<Entry> find(FileKey key) throws IOException {
        return find(Fingerprint.of(key));
    }

    @Override
    public Optional<Entry> find(Fingerprint fingerprint) throws IOException {
        RecentEntries.LookUp question = recent.ask(fingerprint);
        Optional<Entry> found = reader.at(fingerprint);
        found.ifPresent(entry -> recent.answer(question, entry));
        return found;
    }

    @Override
    public Optional<KeptFile> kept(FileKey key) {
        return contents.get(key);
    }

    @Override
    public Optional<KeptFile> keep(StoredFile file) throws IOException {
        return contents.keep(file, new ObjectStream(file, reader, memory));
    }

    @Override
    public boolean mayStall() {
        return true;
    }

    @Override
    public ByteStream contentOf(StoredFile file) {
        return new ObjectStream(file, reader, memory);
    }

    @Override
    public PendingUpload begin(Slot slot) throws IOException {
        if (slot.size() > MAX_SIZE) {
            throw new IOException("a file of " + slot.size() + " bytes is more than one PutObject may have; set"
                    + " stowage.max-size to 5119 MiB at most");
        }
        return new StagedUpload(slot, staging.create(slot.size()), this::publish);
    }

    @Override
    public Optional<StoredFile> delete(FileKey key, Tombstone.Reason reason) throws IOException {
        Optional<StoredFile> deleted = deletion.delete(key, reason);
        contents.forget(key);
        return deleted;
    }

    @Override
    public boolean delete(StoredFile file, Tombstone.Reason reason) throws IOException {
        boolean deleted = deletion.delete(file, reason);
        contents.forget(file.key());
        return deleted;
    }

    @Override
    public DeletedFiles deleteAll(List<StoredFile> files, Tombstone.Reason reason) throws IOException {
        List<StoredFile> deleted = new ArrayList<>();
        Map<StoredFile, Exception> failures = new LinkedHashMap<>();
        reader.together()
                .read(files.iterator(), file -> deleteOne(file, reason), new ReadTogether.Shown<OneDeletion>() {
                    @Override
                    public void show(OneDeletion one) {
                        one.add(deleted, failures);
                    }

                    @Override
                    public void unreadable(IOException cause) throws IOException {
                        throw cause;
                    }
                });
        return new DeletedFiles(deleted, failures);
    }

    private OneDeletion deleteOne(StoredFile file, Tombstone.Reason reason) {
        try {
            return new OneDeletion(file, delete(file, reason), null);
        } catch (IOException e) {
            return new OneDeletion(file, false, e);
        }
    }

    /** What became of one of several files. */
    private record OneDeletion(
            StoredFile file, boolean done, @Nullable Exception failure) {

        void add(List<StoredFile> deleted, Map<StoredFile, Exception> failures) {
            if (failure != null) {
                failures.put(file, failure);
            } else if (done) {
                deleted.add(file);
            }
        }
    }

    @Override
    public boolean purge(Tombstone tombstone) throws IOException {
        return deletion.purge(tombstone);
    }

    @Override
    public Listing listing() {
        return listing;
    }

    @Override
    public Bans bans() {
        return bans;
    }

    @Override
    public Capacity capacity() {
        return capacity;
    }

    @Override
    public TimeMemory timeMemory() {
        return timeMemory;
    }

    @Override
    public void close() {
        reader.close();
        staging.close();
    }

    private StoredFile publish(StagedFile partial, Slot slot, Checksums checksums) throws IOException {
        opening.get();
        String publication = checksums.sha256().isEmpty() ? UploadId.next() : "";
        StoredFile file = new StoredFile(slot, checksums, clock.instant(), publication, "");
        partial.write(reader.trailer().encode(file));
        Sent sent = new Sent(new ConditionalPut(objects), reader.names().of(file.fingerprint()));
        RecentEntries.LookUp question = recent.ask(file.fingerprint());
        partial.complete(sent);
        StoredFile published = ObjectReader.withVersion(file, sent.version);
        recent.answer(question, published);
        return published;
    }

    /** A complete file goes to the object store. */
    private static final class Sent implements StagedFile.Destination {

        private final ConditionalPut conditionally;
        private final String key;
        private String version = "";

        Sent(ConditionalPut conditionally, String key) {
            this.conditionally = conditionally;
            this.key = key;
        }

        @Override
        public void put(Path complete) throws IOException {
            version = conditionally
                    .write(key, ObjectBody.of(complete), PutCondition.FREE)
                    .orElseThrow(() -> new FileAlreadyExistsException(key));
        }
    }
}
