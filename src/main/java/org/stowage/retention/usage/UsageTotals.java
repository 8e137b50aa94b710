package org.stowage.retention.usage;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.Sums;
import org.stowage.storage.StoredFile;

/** How much is stored: in total, by tenant, by owner. Guarded by the accounting's lock, except {@link #byOwner}. */
final class UsageTotals implements Sums {

    private static final long SECONDS_OF_DAY = 86_400;

    private final Map<String, Long> tenants = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<Owner, OwnerUsage> owners = new ConcurrentHashMap<>();
    private final long today;
    private long files;
    private long bytes;

    /**
     * Starts empty.
     *
     * @param today in days since the epoch
     */
    UsageTotals(long today) {
        this.today = today;
    }

    @Override
    public void add(String tenant, @Nullable String owner, long day, long moreFiles, long moreBytes) {
        add(tenant, owner, day, moreFiles, moreBytes, today);
    }

    void add(StoredFile file, long now) {
        add(file.key().tenant(), file.slot().owner(), dayOf(file), 1, file.size(), now);
    }

    void remove(StoredFile file, long now) {
        add(file.key().tenant(), file.slot().owner(), dayOf(file), -1, -file.size(), now);
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    long bytesOf(String tenant) {
        return tenants.getOrDefault(tenant, 0L);
    }

    Map<String, Long> tenants() {
        return Map.copyOf(tenants);
    }

    long bytesOf(Owner owner) {
        OwnerUsage usage = owners.get(owner);
        return usage == null ? 0 : usage.bytes();
    }

    long bytesOf(Owner owner, long day) {
        OwnerUsage usage = owners.get(owner);
        return usage == null ? 0 : usage.bytesOf(day);
    }

    int owners() {
        return owners.size();
    }

    /** Returns the usage of each owner, as of some moment between the call and the end of the stream; needs no lock. */
    Stream<UsageOfOwner> byOwner() {
        return owners.entrySet().stream()
                .map(entry -> new UsageOfOwner(
                        entry.getKey(),
                        entry.getValue().files(),
                        entry.getValue().bytes()));
    }

    void add(String tenant, @Nullable String owner, long day, long moreFiles, long moreBytes, long now) {
        files += moreFiles;
        bytes += moreBytes;
        String name = names.computeIfAbsent(tenant, same -> same);
        tenants.merge(name, moreBytes, Long::sum);
        if (owner != null) {
            owners.compute(new Owner(name, owner), (same, before) -> {
                OwnerUsage usage = before == null ? new OwnerUsage() : before;
                usage.add(moreFiles, moreBytes, day, now);
                return usage.files() == 0 && usage.bytes() == 0 ? null : usage;
            });
        }
    }

    static long dayOf(StoredFile file) {
        return Math.floorDiv(file.stored().getEpochSecond(), SECONDS_OF_DAY);
    }
}
