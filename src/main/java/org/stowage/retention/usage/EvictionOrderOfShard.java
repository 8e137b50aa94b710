package org.stowage.retention.usage;

import java.util.Arrays;
import java.util.Objects;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.StoredFile;

/**
 * The files of one shard, the oldest first, in arrays. One that was removed leaves a gap until there are many. Of owners and
 * tenants there are hashes only, so that to look for those of one owner is to run through one array.
 */
final class EvictionOrderOfShard {

    private static final int NAME_LONGS = 4;
    private static final int FEW_GAPS = 16;
    private static final long GAP = -1;

    private long[] stored = {};
    private long[] sizes = {};
    private long[] names = {};
    private int[] tenants = {};
    private int[] owners = {};
    private int length;
    private int gaps;

    /** Files come nearly in the order of their age, so there is little to move. */
    void add(StoredFile file) {
        ensureRoom();
        long time = file.stored().toEpochMilli();
        int position = length;
        while (position > 0 && stored[position - 1] > time) {
            position--;
        }
        copy(position, position + 1, length - position);
        length++;
        stored[position] = time;
        sizes[position] = file.size();
        tenants[position] = file.key().tenant().hashCode();
        owners[position] = Objects.hashCode(file.slot().owner());
        Fingerprint name = Fingerprint.of(file.key());
        long[] four = {name.first(), name.second(), name.third(), name.fourth()};
        System.arraycopy(four, 0, names, position * NAME_LONGS, NAME_LONGS);
    }

    void remove(StoredFile file) {
        remove(file.stored().toEpochMilli(), Fingerprint.of(file.key()));
    }

    void remove(EvictionOrder.Candidate gone) {
        remove(gone.stored(), gone.name());
    }

    /** Returns the first position from there on of a file of the scope, most likely, that is not empty; or -1. */
    int next(Scope scope, int from) {
        boolean anyOwner = scope.owner() == null;
        boolean anyTenant = scope.tenant() == null;
        int owner = Objects.hashCode(scope.owner());
        int tenant = Objects.hashCode(scope.tenant());
        for (int position = from; position < length; position++) {
            if ((anyOwner || owners[position] == owner)
                    && (anyTenant || tenants[position] == tenant)
                    && sizes[position] > 0) {
                return position;
            }
        }
        return -1;
    }

    long stored(int position) {
        return stored[position];
    }

    long size(int position) {
        return sizes[position];
    }

    Fingerprint name(int position) {
        int at = position * NAME_LONGS;
        return new Fingerprint(names[at], names[at + 1], names[at + 2], names[at + 3]);
    }

    private void remove(long time, Fingerprint name) {
        for (int position = firstOf(time); position < length && stored[position] == time; position++) {
            if (sizes[position] != GAP && name(position).equals(name)) {
                sizes[position] = GAP;
                gaps++;
                closeGapsIfMany();
                return;
            }
        }
    }

    private int firstOf(long time) {
        int low = 0;
        int high = length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (stored[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void closeGapsIfMany() {
        if (gaps < FEW_GAPS || gaps < length / 4) {
            return;
        }
        int kept = 0;
        for (int position = 0; position < length; position++) {
            if (sizes[position] != GAP) {
                copy(position, kept++, 1);
            }
        }
        length = kept;
        gaps = 0;
    }

    private void copy(int from, int to, int count) {
        System.arraycopy(stored, from, stored, to, count);
        System.arraycopy(sizes, from, sizes, to, count);
        System.arraycopy(tenants, from, tenants, to, count);
        System.arraycopy(owners, from, owners, to, count);
        System.arraycopy(names, from * NAME_LONGS, names, to * NAME_LONGS, count * NAME_LONGS);
    }

    /** An eighth more each time: little of it stays unused. */
    private void ensureRoom() {
        if (length < stored.length) {
            return;
        }
        int room = length + length / 8 + 4;
        stored = Arrays.copyOf(stored, room);
        sizes = Arrays.copyOf(sizes, room);
        tenants = Arrays.copyOf(tenants, room);
        owners = Arrays.copyOf(owners, room);
        names = Arrays.copyOf(names, room * NAME_LONGS);
    }
}
