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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
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
 * decides: a look-up takes one {@code lstat(2)}, or two if the kind has any bans, and a ban whose file is damaged still
 * holds.
 */
final class LocalBans implements Bans {

    /** A folder that was changed less than this ago may change again without a new modification time. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private final Disk disk;
    private final Staging staging;
    private final DiskReserve reserve;
    private final Clock clock;
    private final Map<Ban.Kind, Folder> folders = new ConcurrentHashMap<>();
    private final Map<Ban.Kind, Seen> seen = new ConcurrentHashMap<>();
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
     * What the last look has shown.
     *
     * @param empty whether there was no ban
     * @param changes how often bans had been changed here before that look
     */
    private record Seen(boolean empty, int changes) {}

    @Override
    public boolean has(Ban.Kind kind, String value) throws IOException {
        return hasAny(kind) && FileIdentity.of(pathOf(kind, value)).isPresent();
    }

    @Override
    public boolean hasAny(Ban.Kind kind) throws IOException {
        return !isEmpty(kind);
    }

    @Override
    public boolean hadAny(Ban.Kind kind) {
        try {
            Seen last = seen.get(kind);
            if (last != null && last.changes() == changes.get()) {
                return !last.empty();
            }
            return !isEmpty(kind);
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
        changes.incrementAndGet();
        disk.syncDirectory(folderOf(ban.kind()));
        return added;
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
        changes.incrementAndGet();
        disk.syncDirectory(folderOf(kind));
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

    /**
     * Mostly nothing is banned. Checking that the folder is unchanged costs a fifth of looking for a file that is not
     * there.
     */
    private boolean isEmpty(Ban.Kind kind) throws IOException {
        int before = changes.get();
        boolean empty = look(kind);
        seen.put(kind, new Seen(empty, before));
        return empty;
    }

    private boolean look(Ban.Kind kind) throws IOException {
        Path path = folderOf(kind);
        Optional<FileIdentity> stamp = FileIdentity.of(path);
        if (stamp.isEmpty()) {
            throw new NoSuchFileException(path.toString());
        }
        Folder known = folders.get(kind);
        if (known != null && known.stamp().equals(stamp.get())) {
            return known.empty();
        }
        Folder folder = new Folder(stamp.get(), hasNothing(path));
        if (stamp.get().modified().toInstant().plus(SETTLED).isBefore(clock.instant())) {
            folders.put(kind, folder);
        }
        return folder.empty();
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
