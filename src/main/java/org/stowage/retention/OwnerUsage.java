package org.stowage.retention;

/** What the files of one owner have, in all and of the newest day on which any was stored. */
final class OwnerUsage {

    private long bytes;
    private long day = Long.MIN_VALUE;
    private long bytesOfDay;

    void add(long size, long dayStored) {
        bytes += size;
        if (dayStored > day) {
            day = dayStored;
            bytesOfDay = 0;
        }
        bytesOfDay += dayStored == day ? size : 0;
    }

    void remove(long size, long dayStored) {
        bytes -= size;
        bytesOfDay -= dayStored == day ? size : 0;
    }

    long bytes() {
        return bytes;
    }

    /** Returns the bytes of the files that were stored on that day; it must not be before the newest. */
    long bytesOf(long askedDay) {
        return askedDay == day ? bytesOfDay : 0;
    }
}
