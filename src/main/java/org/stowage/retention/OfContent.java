package org.stowage.retention;

import java.io.IOException;
import org.stowage.storage.StoredFile;

/** Condemns the files that have a content. Used by one thread at a time. */
final class OfContent implements BulkDeletion.Condemned {

    private final ContentHashes hashes;
    private final String sha256;
    private ContentHashes.OfShard ofShard;

    OfContent(ContentHashes hashes, String sha256) {
        this.hashes = hashes;
        this.sha256 = sha256;
        this.ofShard = hashes.ofShard(0);
    }

    @Override
    public void enter(int shard) {
        ofShard = hashes.ofShard(shard);
    }

    @Override
    public boolean test(StoredFile file) throws IOException {
        return ofShard.of(file).equals(sha256);
    }
}
