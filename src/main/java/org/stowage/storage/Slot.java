package org.stowage.storage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A slot (XEP-0363 §4): the XMPP server has promised a client that it may upload one file.
 *
 * @param key the name of the file
 * @param size the exact length of its content in bytes, not negative
 * @param type its media type, as it will be served
 * @param owner who asked for the slot, in the form in which the XMPP server names its users: a bare JID or a hash of
 *     it, {@linkplain #isOwner legal}; null if the XMPP server does not name them
 * @param expires when the file is to be deleted; null if the XMPP server did not say
 * @param tokenEnds from when on no token for the file is valid, on any clock that may verify one; null if a token may
 *     be valid for ever
 */
public record Slot(
        FileKey key,
        long size,
        String type,
        @Nullable String owner,
        @Nullable Instant expires,
        @Nullable Instant tokenEnds) {

    /** The longest owner, in bytes of UTF-8. No XMPP address is longer (RFC 7622 §3.1). */
    public static final int MAX_OWNER_BYTES = 3071;

    /**
     * Checks size and owner.
     *
     * @throws IllegalArgumentException if the size is negative, or the owner is not {@linkplain #isOwner legal}
     */
    public Slot {
        if (size < 0) {
            throw new IllegalArgumentException("size is negative: " + size);
        }
        if (owner != null && !isOwner(owner)) {
            throw new IllegalArgumentException("not a legal owner");
        }
    }

    /**
     * Tells whether a text can be an owner, which admins must be able to type in order to ban it. It is not empty and
     * has no blanks at its ends, no control character, no line separator and no unpaired surrogate. It has at most
     * {@value #MAX_OWNER_BYTES} bytes in UTF-8.
     */
    public static boolean isOwner(String text) {
        return !text.isEmpty()
                && text.equals(text.strip())
                && text.chars().noneMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029')
                && text.length() <= MAX_OWNER_BYTES
                && StandardCharsets.UTF_8.newEncoder().canEncode(text)
                && text.getBytes(StandardCharsets.UTF_8).length <= MAX_OWNER_BYTES;
    }

    /** Makes a slot whose token is valid for ever. */
    public Slot(FileKey key, long size, String type, @Nullable String owner, @Nullable Instant expires) {
        this(key, size, type, owner, expires, null);
    }

    /** Makes a slot without owner and expiry, whose token is valid for ever. */
    public Slot(FileKey key, long size, String type) {
        this(key, size, type, null, null);
    }

    /** Returns the same slot with another media type. */
    Slot withType(String other) {
        return new Slot(key, size, other, owner, expires, tokenEnds);
    }
}
