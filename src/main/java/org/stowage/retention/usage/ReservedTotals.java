package org.stowage.retention.usage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stowage.nodes.ReservedBytes;
import org.stowage.storage.Slot;

/** The totals of all reservations. Guarded by the accounting's lock. */
final class ReservedTotals {

    private final Map<String, Long> tenants = new HashMap<>();
    private final Map<Owner, Long> owners = new HashMap<>();
    private int uploads;
    private long bytes;
    private long unwritten;

    Reservation hold(Slot slot) {
        change(slot, slot.size());
        uploads++;
        unwritten += slot.size();
        return new Reservation(slot);
    }

    void wrote(Reservation reservation, long written) {
        unwritten -= reservation.wrote(written);
    }

    /** Ends a reservation; does nothing if it has ended. */
    void end(Reservation reservation) {
        if (!reservation.hasEnded()) {
            uploads--;
            unwritten -= reservation.end();
            change(reservation.slot(), -reservation.slot().size());
        }
    }

    int uploads() {
        return uploads;
    }

    long bytes() {
        return bytes;
    }

    /** Returns the reserved bytes that are not written to the disk yet. */
    long unwritten() {
        return unwritten;
    }

    long bytesOf(String tenant) {
        return tenants.getOrDefault(tenant, 0L);
    }

    long bytesOf(Owner owner) {
        return owners.getOrDefault(owner, 0L);
    }

    /** Adds what another node has reserved. Its uploads and their bytes on its disk are not counted. */
    void add(ReservedBytes other) {
        String owner = other.owner();
        change(other.tenant(), owner == null ? null : new Owner(other.tenant(), owner), other.bytes());
    }

    /** Returns what is reserved by owner, and by tenant what is reserved for unknown owners. */
    List<ReservedBytes> byOwner() {
        Map<String, Long> unknown = new HashMap<>(tenants);
        List<ReservedBytes> all = new ArrayList<>();
        owners.forEach((owner, reserved) -> {
            all.add(new ReservedBytes(owner.tenant(), owner.name(), reserved));
            add(unknown, owner.tenant(), -reserved);
        });
        unknown.forEach((tenant, reserved) -> all.add(new ReservedBytes(tenant, null, reserved)));
        return all;
    }

    private void change(Slot slot, long size) {
        change(slot.key().tenant(), Owner.of(slot).orElse(null), size);
    }

    private void change(String tenant, @Nullable Owner owner, long size) {
        bytes += size;
        add(tenants, tenant, size);
        if (owner != null) {
            add(owners, owner, size);
        }
    }

    private static <K> void add(Map<K, Long> sums, K key, long size) {
        sums.merge(key, size, (before, more) -> before + more == 0 ? null : Long.valueOf(before + more));
    }
}
