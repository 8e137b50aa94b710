package org.stowage.management;

import java.io.IOException;
import java.util.Map;

/** The usage of the store, its quotas, and the sweeps. Numbers are files or bytes. */
public interface RetentionMXBean {

    /** Returns how many files are stored. */
    long getFiles();

    /** Returns how many bytes the stored files have. */
    long getBytes();

    /** Returns the bytes that are reserved for uploads under way. */
    long getReservedBytes();

    /** Returns the stored bytes by tenant. The key of the tenant without a name is empty. */
    Map<String, Long> getBytesByTenant();

    /** Returns how many owners have files. Files whose token names no owner do not count. */
    int getOwners();

    /** Returns whether the numbers cover all files; false until the catalog is complete. */
    boolean isCounted();

    /** Returns the free bytes of the disk, or -1 if they are not known. */
    long getUsableBytes();

    /** Returns the quotas in bytes, by their names in the settings. */
    Map<String, Long> getQuotas();

    /** Returns whether the oldest files are evicted when a quota is full. */
    boolean isEvicting();

    /** Returns the part of the store that was swept last, from 0 to 255, or -1 before the first. */
    int getLastSweptShard();

    /** Returns when the last sweep of the whole store began, in ISO 8601; empty before the end of the first. */
    String getLastSweepStarted();

    /** Returns when that sweep ended. */
    String getLastSweepFinished();

    /** Returns how many files that sweep removed. */
    long getLastSweepFiles();

    /** Returns how many bytes the removed files had. */
    long getLastSweepBytes();

    /** Returns how many tombstones that sweep removed. */
    long getLastSweepTombstones();

    /** Returns how many entries that sweep could not read; the log names them. */
    long getLastSweepUnreadable();

    /**
     * Returns by how many seconds the clock of the machine is ahead of the elapsed time; 0 unless the clock has jumped.
     */
    long getClockJumpSeconds();

    /** Accepts the clock of the machine after a jump, and returns a sentence that says so. */
    String followClock();

    /** Returns how many entries that sweep failed to remove; the log names the first of them. */
    long getLastSweepFailed();

    /** Returns how many of the 256 parts that sweep did not finish. */
    long getLastSweepUnswept();

    /** Returns whether no sweep has made progress for ten minutes and for four times {@code stowage.sweep-interval}. */
    boolean isSweepLate();

    /** Sweeps the whole store now, and returns what was removed, by rule. Reads every entry of the store. */
    String sweepNow() throws IOException;

    /** Returns what a sweep would remove now, by rule, and the first of these files. Removes nothing. */
    String dryRun() throws IOException;
}
