package org.stowage.storage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.logging.Logger;
import org.stowage.storage.Ban;
import org.stowage.storage.Words;
import org.stowage.storage.staging.Disk;
import org.stowage.storage.staging.Staging;

/** The folders of a store. */
final class Folders {

    private static final Logger LOG = Logger.getLogger("org.stowage.storage");

    /** Stored files and tombstones, in shards. */
    static final String FILES = "files";

    /** A folder for each kind of ban. */
    static final String BANS = "bans";

    private static final List<String> NAMES = names();

    private Folders() {}

    /**
     * Creates the missing folders, durably.
     *
     * @return the names of the created folders, below the base path
     */
    static List<String> make(Disk disk) throws IOException {
        List<String> made = new ArrayList<>();
        for (String name : NAMES) {
            if (disk.makeDirectory(name)) {
                made.add(name);
            }
        }
        disk.syncDirectory(disk.base().resolve(FILES));
        disk.syncDirectory(disk.base().resolve(BANS));
        disk.syncDirectory(disk.base());
        return made;
    }

    /**
     * Creates the missing folders of a store that had all of them, and logs a warning if there were any.
     *
     * <p>Clean-up scripts remove empty folders. Nothing tells whether a missing folder was empty.
     */
    static void makeAgain(Disk disk) throws IOException {
        List<String> made = make(disk);
        if (!made.isEmpty()) {
            LOG.warning(() -> "Folders of the store " + disk.base() + " were missing and were made again: " + made
                    + ". If anything was in them, it has to come from a backup.");
        }
    }

    static String shard(int number) {
        return FILES + "/" + HexFormat.of().toHexDigits((byte) number);
    }

    static Path bans(Path base, Ban.Kind kind) {
        return base.resolve(bans(kind));
    }

    private static String bans(Ban.Kind kind) {
        return BANS + "/" + Words.of(kind);
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of(FILES, BANS, Staging.FOLDER));
        for (int shard = 0; shard < ShardFolders.COUNT; shard++) {
            names.add(shard(shard));
        }
        for (Ban.Kind kind : Ban.Kind.values()) {
            names.add(bans(kind));
        }
        return List.copyOf(names);
    }
}
