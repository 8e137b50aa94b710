package org.stowage.retention;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
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
 * Refuses uploads that are banned, and deletes stored files that are banned.
 *
 * <p>An upload is checked for bans before and after its publication. A ban is first
 * recorded, while this process publishes nothing, and then its files are deleted. So either the upload sees the ban, or
 * the ban finds the file: once a ban is acknowledged, no file that it bans can be downloaded. If another process
 * publishes such a file at the same moment, that process deletes it a moment later. Files that are left after a crash or a disk
 * error are deleted by the next count or sweep, because the ban stays.
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
    private final DeletionWatch watch;

    /**
     * Uses a store. If it has a catalog, that knows each SHA-256 that was computed after the upload.
     *
     * @param clock gives the time of a ban
     * @param audit gets the orders of admins
     */
    public Takedowns(FileRepository store, Clock clock, AuditLog audit) {
        this(
                ContentHashes.of(store),
                clock,
                new RetentionAudit(audit),
                new ReentrantReadWriteLock(),
                DeletionWatch.NONE);
    }

    private Takedowns(
            ContentHashes hashes,
            Clock clock,
            RetentionAudit retentionAudit,
            ReadWriteLock publications,
            DeletionWatch watch) {
        this.hashes = hashes;
        this.store = hashes.store();
        this.bans = store.bans();
        this.check = new BanCheck(bans);
        this.clock = clock;
        this.retentionAudit = retentionAudit;
        this.publications = publications;
        this.watch = watch;
    }

    /** Returns take-downs of the same store that write the admin's name to the audit log. */
    public Takedowns orderedBy(String admin) {
        return new Takedowns(hashes, clock, retentionAudit.ofAdmin(admin), publications, watch);
    }

    /** Returns take-downs of the same store that show each deletion to a watch, which may end them. */
    public Takedowns watchedBy(DeletionWatch watcher) {
        return new Takedowns(hashes, clock, retentionAudit, publications, watcher);
    }

    /**
     * Returns the SHA-256 of a stored file, 64 lower-case hex digits; the file may have to be read.
     *
     * @throws java.nio.file.NoSuchFileException if the file was deleted meanwhile
     * @throws IOException if it cannot be read
     */
    public String sha256Of(StoredFile file) throws IOException {
        return hashes.of(file);
    }

    /**
     * Returns the ban on the slot's path or owner; empty if there is none.
     *
     * @throws IOException if the bans cannot be read
     */
    public Optional<Kind> banOn(Slot slot) throws IOException {
        return check.on(slot);
    }

    /**
     * Returns the ban on the slot's path or owner as {@link #banOn} does, but a ban of another process may be missed
     * until the next look: {@link #publish} looks.
     *
     * @throws IOException as there
     */
    public Optional<Kind> knownBanOn(Slot slot) throws IOException {
        return check.atTheLastLookOn(slot);
    }

    /**
     * Publishes an upload unless it is banned.
     *
     * @throws java.nio.file.FileAlreadyExistsException if another upload of the key was published first
     * @throws IOException if it cannot be stored; then it is not published
     */
    public PublicationResult publish(PendingUpload upload, Slot slot) throws IOException {
        if (bans.hadAny(Kind.CONTENT)) {
            // A content that has to be read for its SHA-256 is read before the lock is taken, because an admin's ban
            // waits for the lock.
            upload.sha256();
        }
        publications.readLock().lock();
        try {
            Optional<Kind> ban = check.on(slot, upload::sha256);
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

    /** Deletes a file; false if there is none. */
    public boolean delete(FileKey key) throws IOException {
        return deleteFile(key).isPresent();
    }

    /** Deletes a file, and returns what it was; empty if there is none. */
    public Optional<StoredFile> deleteFile(FileKey key) throws IOException {
        return delete(key, Reason.DELETED);
    }

    private Optional<StoredFile> delete(FileKey key, Reason reason) throws IOException {
        Optional<StoredFile> file = store.delete(key, reason);
        file.ifPresent(deleted -> {
            retentionAudit.deleted(deleted, reason);
            watch.deleted(deleted);
        });
        return file;
    }

    /**
     * Deletes all files of an owner, in all tenants. Walks through the whole store; a file that cannot be read or
     * deleted does not stop it.
     *
     * @param names all names that XMPP servers give to this owner
     * @throws IOException if the thread is interrupted; files that are deleted by then stay deleted
     */
    public DeletionResult deleteOwner(List<String> names) throws IOException {
        return delete(isOf(names), Reason.DELETED);
    }

    /** Deletes all files of an owner who has one name only. */
    public DeletionResult deleteOwner(String owner) throws IOException {
        return deleteOwner(List.of(owner));
    }

    /** Deletes all files whose paths contain a text, upper and lower case being the same, as {@link #deleteOwner} does. */
    public DeletionResult deletePaths(String part) throws IOException {
        String lower = part.toLowerCase(Locale.ROOT);
        return delete(file -> file.key().path().toLowerCase(Locale.ROOT).contains(lower), Reason.DELETED);
    }

    /** Deletes all files that have a content, as {@link #banContent} does, without a ban. */
    public DeletionResult deleteContent(String sha256) throws IOException {
        return delete(new OfContent(hashes, sha256), Reason.DELETED);
    }

    /** Bans a path and deletes its file. A path that is banned already may be banned again. */
    public DeletionResult banPath(FileKey key, String why) throws IOException {
        add(Kind.PATH, Ban.valueOf(key), why);
        retentionAudit.banned(AuditedResource.of(key), why);
        Optional<StoredFile> file = delete(key, Reason.TAKEN_DOWN);
        return new DeletionResult(
                file.isPresent() ? 1 : 0, file.map(StoredFile::size).orElse(0L), 0, 0);
    }

    /** Bans an owner, in all tenants, and deletes the owner's files as {@link #deleteOwner} does. */
    public DeletionResult banOwner(List<String> names, String why) throws IOException {
        for (String owner : names) {
            add(Kind.OWNER, owner, why);
            retentionAudit.banned(AuditedResource.owner(owner), why);
        }
        return delete(isOf(names), Reason.TAKEN_DOWN);
    }

    /** Bans an owner who has one name only. */
    public DeletionResult banOwner(String owner, String why) throws IOException {
        return banOwner(List.of(owner), why);
    }

    /**
     * Bans a content and deletes the files that have it. Walks through the whole store, and reads each file whose
     * SHA-256 is not known yet.
     *
     * @param sha256 64 lower-case hex digits
     */
    public DeletionResult banContent(String sha256, String why) throws IOException {
        add(Kind.CONTENT, sha256, why);
        retentionAudit.banned(AuditedResource.content(sha256), why);
        return delete(new OfContent(hashes, sha256), Reason.TAKEN_DOWN);
    }

    /** Lifts the ban of a path; false if there is none. Deleted files stay deleted. */
    public boolean unbanPath(FileKey key) throws IOException {
        return lifted(bans.remove(Kind.PATH, Ban.valueOf(key)), AuditedResource.of(key));
    }

    /** Lifts the ban of an owner; false if there is none. Deleted files stay deleted. */
    public boolean unbanOwner(String owner) throws IOException {
        return lifted(bans.remove(Kind.OWNER, owner), AuditedResource.owner(owner));
    }

    /** Lifts the ban of a content; false if there is none. Deleted files stay deleted. */
    public boolean unbanContent(String sha256) throws IOException {
        return lifted(bans.remove(Kind.CONTENT, sha256), AuditedResource.content(sha256));
    }

    /** Returns the bans of the store. */
    public Bans bans() {
        return bans;
    }

    private boolean lifted(boolean lifted, AuditedResource what) {
        if (lifted) {
            retentionAudit.unbanned(what);
        }
        return lifted;
    }

    /**
     * When this returns, each publication of this process either sees the ban, or has ended and its file is found in
     * the store.
     */
    private void add(Kind kind, String value, String why) throws IOException {
        publications.writeLock().lock();
        try {
            bans.add(new Ban(kind, value, clock.instant(), why));
        } finally {
            publications.writeLock().unlock();
        }
    }

    /**
     * Deletes a file that another process has banned during its publication. A failure here is logged and not thrown,
     * because the file is already published. The next sweep deletes a file that is left.
     */
    private Optional<Kind> takenDown(StoredFile file) {
        Optional<Kind> ban = Optional.empty();
        try {
            ban = check.on(file.slot(), () -> hashes.of(file));
            if (ban.isPresent()) {
                store.delete(file, Reason.TAKEN_DOWN);
            }
        } catch (Throwable e) {
            String words = ban.isPresent() ? " is banned and cannot be taken down" : " cannot be checked for bans";
            LOG.log(Level.SEVERE, Ban.valueOf(file.key()) + words + "; the next sweep tries again: " + e, e);
        }
        return ban;
    }

    private static Condemned isOf(List<String> names) {
        return file -> file.owner().filter(names::contains).isPresent();
    }

    private DeletionResult delete(Condemned condemned, Reason reason) throws IOException {
        return new BulkDeletion(store, condemned, reason, retentionAudit, watch).walk();
    }
}
