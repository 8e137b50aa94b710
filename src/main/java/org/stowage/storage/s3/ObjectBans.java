package org.stowage.storage.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.Ban;
import org.stowage.storage.Bans;
import org.stowage.storage.format.DamagedFileException;
import org.stowage.storage.format.StoreJson;

/**
 * One small object for each ban, named by the SHA-256 of its value. All names are kept in memory and listed anew when somebody asks
 * and they are older than {@link #STALE_NANOS}; what this object adds or removes counts at once. Its name is what counts: a ban that
 * cannot be read any more still holds.
 */
final class ObjectBans implements Bans {

    private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ObjectReader reader;
    private final ConditionalPut conditionally;
    private final LongSupplier nanos;
    private final StoreJson json = new StoreJson();
    private final Object looking = new Object();

    private @Nullable Set<String> known;
    private long looked;
    private long changes;

    ObjectBans(ObjectReader reader, LongSupplier nanos) {
        this.reader = reader;
        this.conditionally = new ConditionalPut(reader.objects());
        this.nanos = nanos;
    }

    @Override
    public boolean has(Ban.Kind kind, String value) throws IOException {
        look();
        return holds(reader.names().of(kind, value));
    }

    @Override
    public Set<Ban.Kind> kinds() throws IOException {
        look();
        Set<Ban.Kind> kinds = EnumSet.noneOf(Ban.Kind.class);
        for (Ban.Kind kind : Ban.Kind.values()) {
            if (holdsAny(reader.names().ofBans(kind))) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    @Override
    public boolean hadAny(Ban.Kind kind) {
        try {
            return kinds().contains(kind);
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public boolean add(Ban ban) throws IOException {
        String key = reader.names().of(ban.kind(), ban.value());
        ByteBuffer text = ByteBuffer.wrap(json.write(ban).getBytes(StandardCharsets.UTF_8));
        boolean added =
                conditionally.write(key, ObjectBody.of(text), PutCondition.FREE).isPresent();
        changed(names -> names.add(key));
        return added;
    }

    @Override
    public boolean remove(Ban.Kind kind, String value) throws IOException {
        String key = reader.names().of(kind, value);
        boolean there = reader.objects().head(key).isPresent();
        reader.objects().delete(key);
        changed(names -> names.remove(key));
        return there;
    }

    @Override
    public List<Ban> all(Ban.Kind kind) throws IOException {
        List<Ban> bans = new ArrayList<>();
        var keys = reader.objects().list(reader.names().ofBans(kind)).iterator();
        reader.together().read(keys, key -> read(key, kind), new ReadTogether.Shown<Optional<Ban>>() {
            @Override
            public void show(Optional<Ban> ban) {
                ban.ifPresent(bans::add);
            }

            @Override
            public void unreadable(IOException cause) throws IOException {
                throw cause;
            }
        });
        bans.sort(Comparator.comparing(Ban::since).thenComparing(Ban::value));
        return bans;
    }

    /** Nothing if it was lifted meanwhile. */
    private Optional<Ban> read(String key, Ban.Kind kind) throws IOException {
        Optional<ObjectPart> found = reader.objects().all(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try {
            Ban ban = json.readBan(
                    StandardCharsets.UTF_8.decode(found.get().bytes()).toString(), kind);
            if (reader.names().of(kind, ban.value()).equals(key)) {
                return Optional.of(ban);
            }
        } catch (RuntimeException e) {
            throw new DamagedFileException(key, "is damaged: it is not a ban");
        }
        throw new DamagedFileException(key, "holds another ban than its name says");
    }

    /** One thread lists; the others wait for it. */
    private void look() throws IOException {
        if (isFresh()) {
            return;
        }
        synchronized (looking) {
            if (!isFresh()) {
                list();
            }
        }
    }

    /** A change of our own that was made meanwhile may be in the list or not: then what was known goes on, and the next one lists. */
    private void list() throws IOException {
        long before = changes();
        long now = nanos.getAsLong();
        Set<String> listed = new HashSet<>(reader.objects().list(reader.names().ofBans()));
        synchronized (this) {
            if (before == changes) {
                known = listed;
                looked = now;
            } else if (known == null) {
                known = listed;
                looked = now - STALE_NANOS;
            }
        }
    }

    private synchronized boolean isFresh() {
        return known != null && nanos.getAsLong() - looked < STALE_NANOS;
    }

    private synchronized long changes() {
        return changes;
    }

    private synchronized boolean holds(String key) {
        return known != null && known.contains(key);
    }

    private synchronized boolean holdsAny(String prefix) {
        return known != null && known.stream().anyMatch(key -> key.startsWith(prefix));
    }

    private synchronized void changed(java.util.function.Consumer<Set<String>> change) {
        changes++;
        if (known != null) {
            change.accept(known);
        }
    }
}
