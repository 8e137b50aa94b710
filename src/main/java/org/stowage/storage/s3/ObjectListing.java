package org.stowage.storage.s3;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.stowage.storage.Entry;
import org.stowage.storage.EntryVisitor;
import org.stowage.storage.FileKey;
import org.stowage.storage.Listing;

/**
 * What the keys of the shards hold.
 *
 * @param reader of the entries
 */
record ObjectListing(ObjectReader reader) implements Listing {

    @Override
    public int shards() {
        return ObjectNames.SHARDS;
    }

    @Override
    public int shardOf(FileKey key) {
        return ObjectNames.shardOf(key);
    }

    @Override
    public void walk(int shard, EntryVisitor visitor) throws IOException {
        Objects.checkIndex(shard, ObjectNames.SHARDS);
        ReadTogether.requireNotInterrupted();
        var names = reader.objects().list(reader.names().ofShard(shard)).stream()
                .flatMap(key -> reader.names().fingerprintOf(key).stream())
                .iterator();
        reader.together().read(names, reader::at, new ReadTogether.Shown<Optional<Entry>>() {
            @Override
            public void show(Optional<Entry> entry) throws IOException {
                if (entry.isPresent()) {
                    visitor.visit(entry.get());
                }
            }

            @Override
            public void unreadable(IOException cause) {
                visitor.unreadable(cause);
            }
        });
    }
}
