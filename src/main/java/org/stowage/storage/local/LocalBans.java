package org.stowage.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.Ban;
import org.stowage.storage.Bans;
import org.stowage.storage.OutOfSpaceException;
import org.stowage.storage.Sha256;
import org.stowage.storage.format.DamagedFileException;
import org.stowage.storage.format.StoreJson;
import org.stowage.storage.local.MetadataCache.FileIdentity;
import org.stowage.storage.staging.Disk;
import org.stowage.storage.staging.DiskReserve;
import org.stowage.storage.staging.StagedFile;
import org.stowage.storage.staging.Staging;

/**
 * One small file for each ban, {@code bans/<kind>/<64 hex>}, named by the SHA-256 of the value in UTF-8. Only the name
 * decides, and a ban whose file is damaged still holds.
 *
 * <p>Each change also sets the modification time of {@code bans}. While that has not changed, one {@code lstat(2)} of it
 * tells which kinds have bans. At least once a second the folders of the kinds are looked at: an admin may put files
 * there.
 */
final class LocalBans implements Bans {

    /** A folder that was changed less than this ago may change again without a new modification time. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private static final long LONGEST_UNSEEN = Duration.ofSeconds(1).toNanos();

    private final Disk disk;
    private final Staging staging;
    private final DiskReserve reserve;
    private final Clock clock;
    private final Map<Ban.Kind, Folder> folders = new ConcurrentHashMap<>();
    private volatile @Nullable LookAtKinds last;
    private final AtomicInteger changes = new AtomicInteger();
    private final StoreJson json = new StoreJson();

    LocalBans(Disk disk, Staging staging, DiskReserve reserve, Clock clock) {
        this.disk = disk;
        this.staging = staging;
        this.reserve = reserve;
        this.clock = clock;
    }

    /**
     * What a look at a folder has shown.
     *
     * @param stamp of the folder, taken before it was listed
     * @param empty whether it had no ban
     */
    private record Folder(FileIdentity stamp, boolean empty) {}

    /**
     * What a look at all folders has shown.
     *
     * @param stamp of the folder {@code bans}, taken before
     * @param settled whether a later change of that folder has another stamp
     * @param changes how often bans had been changed here before
     * @param nanos when it began
     * @param kinds those that had bans
     */
    private record LookAtKinds(FileIdentity stamp, boolean settled, int changes, long nanos, Set<Ban.Kind> kinds) {

        boolean holds(FileIdentity now, int changed) {
            return settled && stamp.equals(now) && holds(changed);
        }

        boolean holds(int changed) {
            return changes == changed && System.nanoTime() - nanos < LONGEST_UNSEEN;
        }
    }

    @Override
    public boolean has(Ban.Kind kind, String value) throws IOException {
        return kinds().contains(kind) && FileIdentity.of(pathOf(kind, value)).isPresent();
    }

    /** Mostly nothing is banned, and looking for a file that is not there costs five times as much as this. */
    @Override
    public Set<Ban.Kind> kinds() throws IOException {
        int before = changes.get();
        FileIdentity stamp = identityOf(disk.base().resolve(Folders.BANS));
        LookAtKinds known = last;
        return known != null && known.holds(stamp, before)
                ? known.kinds()
                : look(stamp, before).kinds();
    }

    @Override
    public boolean hadAny(Ban.Kind kind) {
        try {
            LookAtKinds known = last;
            boolean holds = known != null && known.holds(changes.get());
            return (holds ? Objects.requireNonNull(known).kinds() : kinds()).contains(kind);
        } catch (IOException e) {
            return true;
        }
    }

    /** Syncs even if the ban exists, because a crash may have kept it from being durable. */
    @Override
    public boolean add(Ban ban) throws IOException {
        Path path = pathOf(ban.kind(), ban.value());
        String text = json.write(ban);
        boolean added =
                !Files.exists(path, LinkOption.NOFOLLOW_LINKS) && add(path, text.getBytes(StandardCharsets.UTF_8));
        tell(ban.kind());
        return added;
    }

    /** Makes a change of a kind's folder known to all processes, and durable. */
    private void tell(Ban.Kind kind) throws IOException {
        changes.incrementAndGet();
        Files.setLastModifiedTime(disk.base().resolve(Folders.BANS), FileTime.from(clock.instant()));
        disk.syncDirectory(folderOf(kind));
    }

    private boolean add(Path path, byte[] text) throws IOException {
        try (StagedFile partial = staging.createSmall()) {
            partial.write(ByteBuffer.wrap(text));
            partial.complete(complete -> Files.createLink(path, complete));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (OutOfSpaceException full) {
            return reserve.use(full, partial -> move(path, ByteBuffer.wrap(text), partial));
        }
    }

    /**
     * Renames the partial file, because a full disk may have no room for a link. If another process has added the same
     * ban meanwhile, this one replaces it.
     */
    private static boolean move(Path path, ByteBuffer text, StagedFile partial) throws IOException {
        partial.write(text);
        partial.truncate();
        partial.complete(complete -> Files.move(complete, path, StandardCopyOption.ATOMIC_MOVE));
        return true;
    }

    @Override
    public boolean remove(Ban.Kind kind, String value) throws IOException {
        boolean removed = Files.deleteIfExists(pathOf(kind, value));
        tell(kind);
        return removed;
    }

    @Override
    public List<Ban> all(Ban.Kind kind) throws IOException {
        List<Ban> bans = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folderOf(kind), "[0-9a-f]*")) {
            for (Path path : paths) {
                read(path, kind, bans);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        bans.sort(Comparator.comparing(Ban::since).thenComparing(Ban::value));
        return bans;
    }

    private LookAtKinds look(FileIdentity stamp, int before) throws IOException {
        long begun = System.nanoTime();
        Set<Ban.Kind> kinds = EnumSet.noneOf(Ban.Kind.class);
        for (Ban.Kind kind : Ban.Kind.values()) {
            if (!isEmpty(kind)) {
                kinds.add(kind);
            }
        }
        LookAtKinds look = new LookAtKinds(stamp, hasSettled(stamp), before, begun, Collections.unmodifiableSet(kinds));
        last = look;
        return look;
    }

    private boolean isEmpty(Ban.Kind kind) throws IOException {
        Path path = folderOf(kind);
        FileIdentity stamp = identityOf(path);
        Folder known = folders.get(kind);
        if (known != null && known.stamp().equals(stamp)) {
            return known.empty();
        }
        Folder folder = new Folder(stamp, hasNothing(path));
        if (hasSettled(stamp)) {
            folders.put(kind, folder);
        }
        return folder.empty();
    }

    private static FileIdentity identityOf(Path folder) throws IOException {
        return FileIdentity.of(folder).orElseThrow(() -> new NoSuchFileException(folder.toString()));
    }

    private boolean hasSettled(FileIdentity stamp) {
        return stamp.modified().toInstant().plus(SETTLED).isBefore(clock.instant());
    }

    private static boolean hasNothing(Path folder) throws IOException {
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
            return !paths.iterator().hasNext();
        }
    }

    private void read(Path path, Ban.Kind kind, List<Ban> bans) throws IOException {
        try {
            Ban ban = json.readBan(Files.readString(path), kind);
            if (!pathOf(kind, ban.value()).equals(path)) {
                throw new DamagedFileException(path.toString(), "holds another ban than its name says");
            }
            bans.add(ban);
        } catch (NoSuchFileException e) {
            // It was lifted meanwhile.
        } catch (CharacterCodingException | RuntimeException e) {
            throw new DamagedFileException(path.toString(), "is damaged: it is not a ban");
        }
    }

    private Path pathOf(Ban.Kind kind, String value) {
        byte[] hash = Sha256.start().digest(value.getBytes(StandardCharsets.UTF_8));
        return folderOf(kind).resolve(HexFormat.of().formatHex(hash));
    }

    private Path folderOf(Ban.Kind kind) {
        return Folders.bans(disk.base(), kind);
    }
}
