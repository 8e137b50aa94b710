package org.stowage.storage.local;

import java.io.IOException;
import java.util.OptionalLong;
import org.stowage.storage.Capacity;

/**
 * Tells how much room the disk of a store has, and whether the store can be written now.
 *
 * @param presence of the store
 */
record DiskCapacity(StorePresence presence) implements Capacity {

    /** Empty while the store is away. */
    @Override
    public OptionalLong usableSpace() {
        return presence.marker().isThere() ? presence.staging().usableSpace() : OptionalLong.empty();
    }

    @Override
    public void probe() throws IOException {
        presence.require();
        presence.withFolders(() -> {
            presence.staging().claimAgain();
            presence.staging().probe();
            return true;
        });
    }
}
