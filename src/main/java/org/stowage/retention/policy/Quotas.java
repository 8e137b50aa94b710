package org.stowage.retention.policy;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.Slot;

/**
 * How many bytes may be stored, and how many uploads may be under way. Null means no limit.
 *
 * @param total bytes of all files
 * @param freeSpace bytes that must stay free on the disk
 * @param owner bytes of one owner's files
 * @param ownerDaily bytes of the files that one owner has uploaded since midnight UTC
 * @param tenants bytes of a tenant's files, by the tenant's name
 * @param uploads how many may be under way at once
 * @param evicting whether the oldest files are deleted to make room, except those that a rule keeps for ever
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

    /** Returns the limits that are set, by their names in the settings; a tenant's limit is {@code tenant.<name>}. */
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

    /** Returns the bytes above which the oldest files are evicted, if that is on: 95 % of what is allowed. */
    public static long highWatermark(long allowed) {
        return allowed - allowed / 20;
    }

    /** Returns the bytes down to which they are evicted: 90 % of what is allowed. */
    public static long lowWatermark(long allowed) {
        return allowed - allowed / 10;
    }

    /**
     * Tells whether older files are evicted for an upload that a limit refuses. They are not if the upload is larger
     * than the limit itself, or for the limit of a day.
     */
    public boolean makesRoom(Limit limit, Slot slot, long allowed) {
        return evicting && limit != Limit.OWNER_DAILY && (limit == Limit.FREE_SPACE || slot.size() <= allowed);
    }

    /** Returns the bytes that a limit allows the slot's tenant or owner; empty if there is no such limit. */
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
