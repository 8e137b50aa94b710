package org.stowage.management;

import java.io.IOException;
import java.util.Map;

/** How much is stored, how much may be, and what the sweep does. Numbers are of files or bytes. */
public interface RetentionMXBean {

    /** Returns how many files are stored. */
    long getFiles();

    /** Returns how many bytes they have. */
    long getBytes();

    /** Returns the bytes that are held for uploads under way. */
    long getReservedBytes();

    /** Returns the bytes by tenant; the one without a name is empty. */
    Map<String, Long> getBytesByTenant();

    /** Returns of how many owners there are files; 0 if no quota is about owners. */
    int getOwners();

    /** Returns whether all was counted since the start, not only a part. */
    boolean isCounted();

    /** Returns the bytes for which the disk has room; -1 if the store does not know. */
    long getUsableBytes();

    /** Returns the quotas by the names that they have in the settings. */
    Map<String, Long> getQuotas();

    /** Returns whether old files go when there is no room. */
    boolean isEvicting();

    /** Returns the part of the store that was swept last, of 256 from 0; -1 before the first. */
    int getLastSweptShard();

    /** Returns when the last sweep of the whole store began, in ISO 8601; empty before the first is over. */
    String getLastSweepStarted();

    /** Returns when it was over. */
    String getLastSweepFinished();

    /** Returns how many files it removed. */
    long getLastSweepFiles();

    /** Returns how many bytes they had. */
    long getLastSweepBytes();

    /** Returns how many tombstones it removed. */
    long getLastSweepTombstones();

    /** Returns how many entries it could not read; the log names them. */
    long getLastSweepUnreadable();

    /** Returns how many seconds the clock of the machine is ahead of the time that has passed; 0 while it is believed. */
    long getClockJumpSeconds();

    /** Takes the clock of the machine for right from now on, after a jump, and returns a sentence that says so. */
    String followClock();

    /** Returns how many entries should have gone and did not; the log names the first of them. */
    long getLastSweepFailed();

    /** Returns how many parts, of 256, it did not get through. */
    long getLastSweepUnswept();

    /** Returns whether no part was swept for ten minutes, and for four times as long as one has. */
    boolean isSweepLate();

    /** Sweeps the whole store at once, and returns what was removed, by rule; it takes as long as to read the store. */
    String sweepNow() throws IOException;

    /** Returns what a sweep would remove now, by rule, and the first of the files; nothing is removed. */
    String dryRun() throws IOException;
}
