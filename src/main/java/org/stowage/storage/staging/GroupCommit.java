package org.stowage.storage.staging;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Lets syncs begin together where there are many. A few go to the disk as they come. Whoever comes then waits until those are
 * back, and goes with all who have come meanwhile: the file system takes their changes to the disk in one transaction of its
 * journal, not in one for every few of them.
 *
 * <p>Each still makes its own sync, after its own change: nobody relies on the sync of another. Safe for any number of threads.
 */
final class GroupCommit {

    /** With so many at once ext4 was fastest when none waited for others. */
    private static final int FEW = 16;

    /** Some twenty times what a transaction takes; longer, a sync hangs, and others need not. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final int few;
    private final long patience;

    /** While somebody waits, somebody is at the disk, who lets the group go. */
    private int atTheDisk;

    private int waiting;
    private long groups;

    /** Groups for one disk. */
    GroupCommit() {
        this(FEW, PATIENCE);
    }

    /**
     * Groups of another size.
     *
     * @param few how many syncs go to the disk as they come, at least one
     * @param patience how long a sync waits for others at most
     */
    GroupCommit(int few, Duration patience) {
        this.few = few;
        this.patience = patience.toNanos();
    }

    /** Makes changes durable that are made already. */
    interface Sync {
        void run() throws IOException;
    }

    /**
     * Syncs, now or with others. A thread that is interrupted waits no longer, and stays interrupted.
     *
     * @throws IOException if this sync fails; that of another does not matter
     */
    void run(Sync sync) throws IOException {
        enter();
        try {
            sync.run();
        } finally {
            leave();
        }
    }

    /** Returns how many syncs wait for others. */
    synchronized int waiting() {
        return waiting;
    }

    private synchronized void enter() {
        if (waiting == 0 && atTheDisk < few) {
            atTheDisk++;
            return;
        }
        long before = groups;
        waiting++;
        awaitAfter(before);
        if (groups == before) {
            waiting--;
            atTheDisk++;
        }
    }

    private void awaitAfter(long before) {
        long end = System.nanoTime() + patience;
        try {
            for (long left = patience; groups == before && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void leave() {
        atTheDisk--;
        if (atTheDisk == 0 && waiting > 0) {
            atTheDisk = waiting;
            waiting = 0;
            groups++;
            notifyAll();
        }
    }
}
