package org.stowage.storage.local;

import java.io.IOException;
import java.util.OptionalLong;
import org.stowage.storage.Capacity;

/**
 * Whether the disk of a store can take anything now.
 *
 * @param presence of the store
 */
record DiskCapacity(StorePresence presence) implements Capacity {

    /** Nothing is known of the room of a store that is away. */
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
