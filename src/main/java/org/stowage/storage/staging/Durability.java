package org.stowage.storage.staging;

/** What an upload waits for before it is acknowledged. */
public enum Durability {
    /** Content, description and name are on the disk. */
    FSYNC,
    /** Nothing: the operating system writes when it likes; a power cut loses what was acknowledged last. */
    NONE
}
