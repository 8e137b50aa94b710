package org.stowage.retention;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;
import org.stowage.storage.Entry;
import org.stowage.storage.EntryVisitor;
import org.stowage.storage.FileKey;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;

/** One pass over a shard: what has come to its end goes, unless this is only to tell or to count. */
final class Sweep implements EntryVisitor {

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");

    private final Keeper keeper;
    private final RetentionPolicy policy;
    private final Mode mode;
    private final Instant now;
    private final Findings findings;
    private final BooleanSupplier goesOn;
    private final Map<FileKey, StoredFile> seen = new HashMap<>();

    Sweep(Keeper keeper, Mode mode, Instant now, Findings findings, BooleanSupplier goesOn) {
        this.keeper = keeper;
        this.policy = keeper.policy();
        this.mode = mode;
        this.now = now;
        this.findings = findings;
        this.goesOn = goesOn;
    }

    /** What is done with an entry whose time has come. */
    enum Mode {
        /** Nothing: files are only counted. */
        COUNT,
        /** It is told. */
        DRY_RUN,
        /** It goes. */
        REMOVE
    }

    /** Returns the files that stay. */
    Map<FileKey, StoredFile> seen() {
        return seen;
    }

    @Override
    public void visit(Entry entry) throws IOException {
        if (!goesOn.getAsBoolean()) {
            throw new InterruptedIOException("the deployment ends");
        }
        if (entry instanceof StoredFile file) {
            visit(file);
        } else if (entry instanceof Tombstone tombstone && mode != Mode.COUNT) {
            visit(tombstone);
        }
    }

    @Override
    public void unreadable(IOException cause) {
        findings.unreadable();
        if (mode == Mode.REMOVE) {
            LOG.warning(() -> "The sweep cannot read " + cause.getMessage());
        }
    }

    private void visit(StoredFile file) throws IOException {
        Optional<Expiry> expiry = mode == Mode.COUNT
                ? Optional.empty()
                : policy.rules().expiryOf(file).filter(end -> end.hasCome(now));
        if (mode == Mode.COUNT) {
            keeper.counted(file);
        }
        if (expiry.isEmpty()) {
            seen.put(file.key(), file);
        } else if (mode == Mode.DRY_RUN || keeper.expire(file, expiry.get().rule())) {
            findings.expired(file, expiry.get().rule());
        }
    }

    private void visit(Tombstone tombstone) throws IOException {
        boolean old = !tombstone.buried().plus(policy.tombstones()).isAfter(now);
        if (old && (mode == Mode.DRY_RUN || keeper.forget(tombstone))) {
            findings.forgotten();
        }
    }
}
