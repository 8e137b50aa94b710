package org.stowage.storage.local;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.stowage.storage.Ban;
import org.stowage.storage.Bans;

/**
 * The bans of a store that may go away.
 *
 * @param bans of the store
 * @param presence of the store
 */
record GuardedBans(Bans bans, StorePresence presence) implements Bans {

    /** Does not ask whether the store is there, because the caller has just looked the file up in it. */
    @Override
    public boolean has(Ban.Kind kind, String value) throws IOException {
        return presence.withFolders(() -> bans.has(kind, value));
    }

    @Override
    public Set<Ban.Kind> kinds() throws IOException {
        return presence.withFolders(bans::kinds);
    }

    @Override
    public boolean hadAny(Ban.Kind kind) {
        return bans.hadAny(kind);
    }

    @Override
    public boolean add(Ban ban) throws IOException {
        return presence.withFolders(() -> bans.add(ban));
    }

    @Override
    public boolean remove(Ban.Kind kind, String value) throws IOException {
        return presence.confirm(presence.withFolders(() -> bans.remove(kind, value)));
    }

    @Override
    public List<Ban> all(Ban.Kind kind) throws IOException {
        List<Ban> all = presence.withFolders(() -> bans.all(kind));
        presence.require();
        return all;
    }
}
