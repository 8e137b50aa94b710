package org.stowage.xmpp;

import java.util.Random;

/** A file that somebody shares: how it is called, how long it is, and what its sender says it is. */
record FileToSend(String name, int size, String contentType) {
    /** Bytes of this size, always the same. */
    byte[] content() {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    @Override
    public String toString() {
        return "%s, %d bytes, %s".formatted(name, size, contentType);
    }
}
