package org.stowage.retention.policy;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.Slot;

/**
 * How much may be stored, in bytes, and taken at once; what is null is not limited.
 *
 * @param total by all together
 * @param freeSpace what must stay free on the disk
 * @param owner by one owner
 * @param ownerDaily by one owner since midnight UTC
 * @param tenants by a tenant, by name
 * @param uploads how many may be under way at once
 * @param evicting whether the oldest files go when there is no room, except those that a rule keeps for ever
 */
public record Quotas(
        @Nullable Long total,
        @Nullable Long freeSpace,
        @Nullable Long owner,
        @Nullable Long ownerDaily,
        Map<String, Long> tenants,
        int uploads,
        boolean evicting) {

    /** Nothing is limited. */
    public static final Quotas NONE = new Quotas(null, null, null, null, Map.of(), false);

    /** Copies the map. */
    public Quotas {
        tenants = Map.copyOf(tenants);
    }

    /** Any number of uploads may be under way at once. */
    public Quotas(
            @Nullable Long total,
            @Nullable Long freeSpace,
            @Nullable Long owner,
            @Nullable Long ownerDaily,
            Map<String, Long> tenants,
            boolean evicting) {
        this(total, freeSpace, owner, ownerDaily, tenants, Integer.MAX_VALUE, evicting);
    }

    /** Returns the limits there are by their names in settings: those of tenants by {@code tenant.<name>}. */
    public Map<String, Long> byName() {
        Map<String, Long> limits = new TreeMap<>();
        put(limits, "total", total);
        put(limits, "free-space", freeSpace);
        put(limits, "owner", owner);
        put(limits, "owner-daily", ownerDaily);
        tenants.forEach((name, bytes) -> limits.put("tenant." + name, bytes));
        return limits;
    }

    private static void put(Map<String, Long> limits, String name, @Nullable Long bytes) {
        if (bytes != null) {
            limits.put(name, bytes);
        }
    }

    /** Returns above how many bytes the oldest files are evicted, where the quotas want that: 95 % of what is allowed. */
    public static long highWatermark(long allowed) {
        return allowed - allowed / 20;
    }

    /** Returns to how many bytes they are evicted then: 90 % of what is allowed. */
    public static long lowWatermark(long allowed) {
        return allowed - allowed / 10;
    }

    /** Tells whether older files are evicted for an upload that a limit refuses: not if it is larger than what is allowed at all. */
    public boolean makesRoom(Limit limit, Slot slot, long allowed) {
        return evicting && limit != Limit.OWNER_DAILY && (limit == Limit.FREE_SPACE || slot.size() <= allowed);
    }

    /** Returns what a limit allows the upload's tenant and owner; nothing if it does not limit them. */
    public OptionalLong of(Limit limit, Slot slot) {
        Long bytes = switch (limit) {
            case OWNER -> slot.owner() == null ? null : owner;
            case OWNER_DAILY -> slot.owner() == null ? null : ownerDaily;
            case TENANT -> tenants.get(slot.key().tenant());
            case TOTAL -> total;
            case FREE_SPACE -> freeSpace;
        };
        return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
    }
}
