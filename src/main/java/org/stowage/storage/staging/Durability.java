package org.stowage.storage.staging;

/** What an upload waits for before it is acknowledged. */
public enum Durability {
    /** The content, the description and the name are on the disk. */
    FSYNC,
    /** Nothing. The operating system writes later, so a power cut may lose the last uploads that were acknowledged. */
    NONE
}
