package org.stowage.retention;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.audit.AuditLog;
import org.stowage.audit.AuditedResource;
import org.stowage.retention.BulkDeletion.Condemned;
import org.stowage.storage.Ban;
import org.stowage.storage.Ban.Kind;
import org.stowage.storage.Bans;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone.Reason;

/**
 * Keeps out what is banned, and takes down what there is of it.
 *
 * <p>A publication looks for bans before (if there were any at the last look) and after; a ban is recorded first, while no publication of this process is under
 * way, and then deletes. So each sees the other, in whatever order they come: once a ban is acknowledged, nothing of it can be
 * downloaded. Another process that is just publishing takes its own file down a moment later. Whatever is left after a crash or a
 * broken disk, the next count or sweep takes down, for the ban stays.
 */
public final class Takedowns {

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");

    private final ContentHashes hashes;
    private final FileRepository store;
    private final Bans bans;
    private final BanCheck check;
    private final Clock clock;
    private final RetentionAudit retentionAudit;
    private final ReadWriteLock publications;

    /**
     * Watches over a store.
     *
     * @param clock tells since when something is banned
     * @param audit is told what admins do
     */
    public Takedowns(FileRepository store, Clock clock, AuditLog audit) {
        this(new ContentHashes(store, shard -> Map.of()), clock, audit);
    }

    /** Watches over a store whose catalog knows what was computed later. */
    public Takedowns(RetainingRepository store, Clock clock, AuditLog audit) {
        this(ContentHashes.of(store), clock, audit);
    }

    private Takedowns(ContentHashes hashes, Clock clock, AuditLog audit) {
        this(hashes, clock, new RetentionAudit(audit), new ReentrantReadWriteLock());
    }

    private Takedowns(ContentHashes hashes, Clock clock, RetentionAudit retentionAudit, ReadWriteLock publications) {
        this.hashes = hashes;
        this.store = hashes.store();
        this.bans = store.bans();
        this.check = new BanCheck(bans);
        this.clock = clock;
        this.retentionAudit = retentionAudit;
        this.publications = publications;
    }

    /** Returns the same for an admin of that name, which the audit log is told. */
    public Takedowns orderedBy(String admin) {
        return new Takedowns(hashes, clock, retentionAudit.ofAdmin(admin), publications);
    }

    /**
     * Returns why a file may not be uploaded, as far as its slot tells.
     *
     * @throws IOException if that cannot be told
     */
    public Optional<Kind> banOn(Slot slot) throws IOException {
        return check.on(slot);
    }

    /**
     * Publishes an upload unless it is banned.
     *
     * @throws java.nio.file.FileAlreadyExistsException if another upload of the key was published first
     * @throws IOException if it cannot be stored; then it is not published
     */
    public PublicationResult publish(PendingUpload upload, Slot slot) throws IOException {
        if (bans.hadAny(Kind.CONTENT)) {
            // If the content has to be read once more, it is read now: later it would keep an admin's ban waiting.
            upload.sha256();
        }
        publications.readLock().lock();
        try {
            Optional<Kind> ban = hadAny() ? check.on(slot, sha256IfNeeded(upload)) : Optional.empty();
            if (ban.isPresent()) {
                return new PublicationResult.Banned(ban.get());
            }
            StoredFile file = upload.publish();
            Optional<Kind> late = takenDown(file);
            return late.isPresent() ? new PublicationResult.Banned(late.get()) : new PublicationResult.Published(file);
        } finally {
            publications.readLock().unlock();
        }
    }

    /** Of this process's own bans none is missed; one of another process is found after the publication, as a late one is. */
    private boolean hadAny() {
        return bans.hadAny(Kind.PATH) || bans.hadAny(Kind.OWNER) || bans.hadAny(Kind.CONTENT);
    }

    private String sha256IfNeeded(PendingUpload upload) throws IOException {
        return bans.hasAny(Kind.CONTENT) ? upload.sha256() : "";
    }

    /** Deletes a file; false if there is none. */
    public boolean delete(FileKey key) throws IOException {
        Optional<StoredFile> file = store.delete(key, Reason.DELETED);
        file.ifPresent(deleted -> retentionAudit.deleted(deleted, Reason.DELETED));
        return file.isPresent();
    }

    /**
     * Deletes all files of an owner, of whatever tenant; it takes as long as to read the whole store. What cannot be read or
     * deleted stops it not.
     *
     * @throws IOException if the thread is interrupted; what was deleted before stays so
     */
    public DeletionResult deleteOwner(String owner) throws IOException {
        return delete(isOf(owner), Reason.DELETED);
    }

    /** Bans a path, and takes down what is there; to do it again is allowed. */
    public DeletionResult banPath(FileKey key, String why) throws IOException {
        add(Kind.PATH, Ban.valueOf(key), why);
        retentionAudit.banned(AuditedResource.of(key), why);
        Optional<StoredFile> file = store.delete(key, Reason.TAKEN_DOWN);
        file.ifPresent(down -> retentionAudit.deleted(down, Reason.TAKEN_DOWN));
        return new DeletionResult(
                file.isPresent() ? 1 : 0, file.map(StoredFile::size).orElse(0L), 0, 0);
    }

    /** Bans whatever an owner uploads, to whatever tenant, and takes down what there is as {@link #deleteOwner} deletes it. */
    public DeletionResult banOwner(String owner, String why) throws IOException {
        add(Kind.OWNER, owner, why);
        retentionAudit.banned(AuditedResource.owner(owner), why);
        return delete(isOf(owner), Reason.TAKEN_DOWN);
    }

    /**
     * Bans bytes, and takes down what there is of them; it takes as long as to read the whole store, with the contents of the
     * files of which nobody knows the SHA-256 yet.
     *
     * @param sha256 64 lower-case hex digits
     */
    public DeletionResult banContent(String sha256, String why) throws IOException {
        add(Kind.CONTENT, sha256, why);
        retentionAudit.banned(AuditedResource.content(sha256), why);
        return delete(new OfContent(hashes, sha256), Reason.TAKEN_DOWN);
    }

    /** Lifts the ban of a path; false if there is none. What was taken down stays so. */
    public boolean unbanPath(FileKey key) throws IOException {
        return lifted(bans.remove(Kind.PATH, Ban.valueOf(key)), AuditedResource.of(key));
    }

    /** Lifts the ban of an owner; false if there is none. What was taken down stays so. */
    public boolean unbanOwner(String owner) throws IOException {
        return lifted(bans.remove(Kind.OWNER, owner), AuditedResource.owner(owner));
    }

    /** Lifts the ban of a content; false if there is none. What was taken down stays so. */
    public boolean unbanContent(String sha256) throws IOException {
        return lifted(bans.remove(Kind.CONTENT, sha256), AuditedResource.content(sha256));
    }

    /** Returns the bans themselves, to be looked at. */
    public Bans bans() {
        return bans;
    }

    private boolean lifted(boolean lifted, AuditedResource what) {
        if (lifted) {
            retentionAudit.unbanned(what);
        }
        return lifted;
    }

    /** From here on every publication of this process has seen the ban, or has ended and can be found in the store. */
    private void add(Kind kind, String value, String why) throws IOException {
        publications.writeLock().lock();
        try {
            bans.add(new Ban(kind, value, clock.instant(), why));
        } finally {
            publications.writeLock().unlock();
        }
    }

    /**
     * Takes down a file that another process has banned while it was published. The file is there by now, so nothing that fails
     * here may tell its uploader otherwise; what is left the sweep takes down.
     */
    private Optional<Kind> takenDown(StoredFile file) {
        Optional<Kind> ban = Optional.empty();
        try {
            String sha256 = bans.hasAny(Kind.CONTENT) ? hashes.of(file) : "";
            ban = check.on(file.slot(), sha256);
            if (ban.isPresent()) {
                store.delete(file, Reason.TAKEN_DOWN);
            }
        } catch (Throwable e) {
            String words =
                    ban.isPresent() ? " is banned and cannot be taken down" : " cannot be looked for among the bans";
            LOG.log(Level.SEVERE, Ban.valueOf(file.key()) + words + "; the next sweep tries again: " + e, e);
        }
        return ban;
    }

    private static Condemned isOf(String owner) {
        return file -> file.owner().filter(owner::equals).isPresent();
    }

    private DeletionResult delete(Condemned condemned, Reason reason) throws IOException {
        return new BulkDeletion(store, condemned, reason, retentionAudit).walk();
    }
}
