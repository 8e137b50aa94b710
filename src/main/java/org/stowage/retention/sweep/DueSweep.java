package org.stowage.retention.sweep;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.FileQuery;
import org.stowage.retention.BanCheck;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.policy.Expiry;
import org.stowage.storage.Ban;
import org.stowage.storage.DeletedFiles;
import org.stowage.storage.FileKey;
import org.stowage.storage.StoreMissingException;
import org.stowage.storage.StoredFile;

/** Deletes the files of this node's shards that are due or banned, as the catalog finds them. It does not walk through the store. */
final class DueSweep {

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");
    private static final int BATCH = 1_000;

    private final RetainingRepository repository;
    private final OwnWork ours;
    private final BanCheck bans;
    private final SweepProgress findings;
    private final BooleanSupplier goesOn;

    DueSweep(RetainingRepository repository, OwnWork ours, SweepProgress findings, BooleanSupplier goesOn) {
        this.repository = repository;
        this.ours = ours;
        this.bans = new BanCheck(repository.bans());
        this.findings = findings;
        this.goesOn = goesOn;
    }

    /**
     * Deletes all files that are due at a moment, and all that are banned.
     *
     * @throws IOException if the catalog cannot be asked, or the deployment ends
     */
    void run(Instant now) throws IOException {
        expireAll(now);
        for (Ban ban : repository.bans().all(Ban.Kind.OWNER)) {
            takeDownAll(new FileQuery(null, ban.value(), null, null, null, false, FileQuery.Order.OLDEST, BATCH));
        }
        for (Ban ban : repository.bans().all(Ban.Kind.CONTENT)) {
            takeDownAll(new FileQuery(null, null, null, ban.value(), null, false, FileQuery.Order.OLDEST, BATCH));
        }
        for (Ban ban : repository.bans().all(Ban.Kind.PATH)) {
            takeDownPath(ban);
        }
    }

    private void expireAll(Instant now) throws IOException {
        try (CatalogFiles files = new CatalogFiles(repository)) {
            FileQuery query = FileQuery.due(now, BATCH).within(ours.ofShards());
            List<CatalogEntry> batch = files.find(query);
            while (!batch.isEmpty()) {
                expire(batch, files, now);
                batch = files.find(query);
            }
        }
    }

    /** A file that cannot be deleted does not stop the others; the next sweep tries it again. */
    private void expire(List<CatalogEntry> batch, CatalogFiles files, Instant now) throws IOException {
        Map<StoredFile, String> rules = new LinkedHashMap<>();
        Map<StoredFile, CatalogEntry> entries = new HashMap<>();
        for (CatalogEntry entry : batch) {
            Optional<StoredFile> file = current(entry, files);
            Optional<Expiry> expiry = file.flatMap(
                            there -> repository.policy().rules().expiryOf(there))
                    .filter(end -> end.hasCome(now));
            if (expiry.isPresent()) {
                rules.put(file.get(), expiry.get().rule());
                entries.put(file.get(), entry);
            }
        }
        DeletedFiles expired = repository.deletion().expire(rules);
        expired.files().forEach(file -> findings.gone(file, Objects.requireNonNull(rules.get(file))));
        expired.failures().forEach((file, failure) -> {
            CatalogEntry entry = Objects.requireNonNull(entries.get(file));
            files.leave(entry);
            failed(entry.file().key(), failure);
        });
    }

    private Optional<StoredFile> current(CatalogEntry entry, CatalogFiles files) throws InterruptedIOException {
        if (!goesOn.getAsBoolean()) {
            throw new InterruptedIOException("the deployment ends");
        }
        try {
            return files.current(entry);
        } catch (IOException | RuntimeException e) {
            files.leave(entry);
            failed(entry.file().key(), e);
            return Optional.empty();
        }
    }

    /** Each entry is visited once, even if its file stays, because the ban may have been lifted meanwhile. */
    private void takeDownAll(FileQuery banned) throws IOException {
        FileQuery query = banned.within(ours.ofShards());
        try (CatalogFiles files = new CatalogFiles(repository)) {
            List<CatalogEntry> batch = files.find(query);
            while (!batch.isEmpty()) {
                for (CatalogEntry entry : batch) {
                    current(entry, files)
                            .ifPresent(file -> takeDown(file, entry.file().sha256()));
                    files.leave(entry);
                }
                batch = files.find(query);
            }
        }
    }

    private void takeDownPath(Ban ban) throws IOException {
        Optional<FileKey> key = Ban.keyOf(ban.value());
        try {
            boolean here = key.isPresent() && ours.hasShard(repository.listing().shardOf(key.get()));
            if (here && repository.stored(key.get()).orElse(null) instanceof StoredFile file) {
                takeDown(file, file.sha256());
            }
        } catch (StoreMissingException e) {
            throw e;
        } catch (IOException e) {
            failed(key.get(), e);
        }
    }

    /** Takes the SHA-256 of the catalog, because the file's own description may lack it. */
    private void takeDown(StoredFile file, String sha256) {
        try {
            if (bans.on(file.slot(), () -> sha256).isPresent()
                    && repository.deletion().takeDown(file)) {
                findings.gone(file, SweepReport.OF_BAN);
            }
        } catch (IOException | RuntimeException e) {
            failed(file.key(), e);
        }
    }

    private void failed(FileKey key, Exception failure) {
        if (findings.failed()) {
            LOG.log(Level.WARNING, "The sweep cannot remove {0}: {1}", new Object[] {Ban.valueOf(key), failure});
        }
    }
}
