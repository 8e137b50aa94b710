package org.stowage.catalog.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.Bits;
import org.stowage.catalog.Sums;
import org.stowage.catalog.lucene.EntryFields.Account;

/**
 * The sums of a segment by account and day, in a table of {@value #SLOTS} slots. When three quarters are used, the sums
 * are passed on and the table is emptied. So it needs at most 2 MiB, independently of the number of owners. Names are
 * looked up in the order in which they are stored.
 */
final class SumTable {

    private static final int SLOTS = 1 << 16;
    private static final int MOST = SLOTS / 4 * 3;
    private static final long SECONDS_OF_A_DAY = 86_400;

    private final Bits live;
    private final int end;
    private final SortedDocValues accounts;
    private final NumericDocValues stored;
    private final NumericDocValues sizes;
    private final long firstDay;
    private final Sums sums;
    private final int[] accountOf;
    private final long[] dayOf;
    private final long[] files;
    private final long[] bytes;
    private int used;

    SumTable(LeafReader reader, long firstDay, Sums sums) throws IOException {
        this.end = reader.maxDoc();
        this.live = reader.getLiveDocs() == null ? new Bits.MatchAllBits(end) : reader.getLiveDocs();
        this.accounts = DocValues.getSorted(reader, EntryFields.ACCOUNT);
        this.stored = DocValues.getNumeric(reader, EntryFields.STORED);
        this.sizes = DocValues.getNumeric(reader, EntryFields.SIZE);
        this.firstDay = firstDay;
        this.sums = sums;
        int slots = (int) Math.min(SLOTS, 2L * Integer.highestOneBit(end) * 2);
        this.accountOf = new int[slots];
        this.dayOf = new long[slots];
        this.files = new long[slots];
        this.bytes = new long[slots];
    }

    /** Adds all files of the segment and passes the sums on. */
    void fill() throws IOException {
        for (int doc = 0; doc < end; doc++) {
            if (live.get(doc) && accounts.advanceExact(doc) && stored.advanceExact(doc) && sizes.advanceExact(doc)) {
                long day = Math.floorDiv(stored.longValue(), SECONDS_OF_A_DAY);
                add(accounts.ordValue(), day < firstDay ? Sums.EARLIER : day, sizes.longValue());
            }
        }
        tell();
    }

    private void add(int account, long day, long size) throws IOException {
        int slot = slot(account, day);
        while (files[slot] != 0 && (accountOf[slot] != account || dayOf[slot] != day)) {
            slot = (slot + 1) & (files.length - 1);
        }
        accountOf[slot] = account;
        dayOf[slot] = day;
        bytes[slot] += size;
        if (files[slot]++ == 0 && ++used == MOST) {
            tell();
        }
    }

    private int slot(int account, long day) {
        long mixed = (account * 31L + day) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32) & (files.length - 1);
    }

    private void tell() throws IOException {
        long[] order = new long[used];
        int next = 0;
        for (int slot = 0; slot < files.length; slot++) {
            if (files[slot] != 0) {
                order[next++] = (long) accountOf[slot] << 32 | slot;
            }
        }
        Arrays.sort(order);
        TermsEnum names = accounts.termsEnum();
        for (long each : order) {
            names.seekExact(each >>> 32);
            tell(Account.of(names.term()), (int) each);
        }
        Arrays.fill(files, 0);
        Arrays.fill(bytes, 0);
        used = 0;
    }

    private void tell(Account account, int slot) {
        VisitorException.passOn(
                () -> sums.add(account.tenant(), account.owner(), dayOf[slot], files[slot], bytes[slot]));
    }
}
