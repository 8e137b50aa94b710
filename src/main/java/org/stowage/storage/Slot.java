package org.stowage.storage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A slot (XEP-0363 §4): the XMPP server has promised a client room for one file that does not exist yet.
 *
 * @param key the name of the file
 * @param size the exact length of its content in bytes, not negative
 * @param type its media type, as it will be served
 * @param owner who asked for it, as the XMPP server names its users to us: a bare JID or a hash of it, {@linkplain #isOwner legal};
 *     null if it does not
 * @param expires when it is to be deleted, or null if the XMPP server did not say
 * @param tokenEnds from when on no token for it is right any more, on every clock that may verify it; null if one may be
 *     right for ever
 */
public record Slot(
        FileKey key,
        long size,
        String type,
        @Nullable String owner,
        @Nullable Instant expires,
        @Nullable Instant tokenEnds) {

    /** The longest owner, in bytes of UTF-8: no address of XMPP is longer (RFC 7622 §3.1). */
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
     * Tells whether a text can be an owner: one that admins can name, to ban it. It is not empty, has no blanks around it, no
     * control character, line separator or unpaired surrogate, and at most {@value #MAX_OWNER_BYTES} bytes of UTF-8.
     */
    public static boolean isOwner(String text) {
        return !text.isEmpty()
                && text.equals(text.strip())
                && text.chars().noneMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029')
                && text.length() <= MAX_OWNER_BYTES
                && StandardCharsets.UTF_8.newEncoder().canEncode(text)
                && text.getBytes(StandardCharsets.UTF_8).length <= MAX_OWNER_BYTES;
    }

    /** A slot whose token does not end. */
    public Slot(FileKey key, long size, String type, @Nullable String owner, @Nullable Instant expires) {
        this(key, size, type, owner, expires, null);
    }

    /** A slot of which neither owner nor end is known. */
    public Slot(FileKey key, long size, String type) {
        this(key, size, type, null, null);
    }

    /** Returns the same slot with another media type. */
    Slot withType(String other) {
        return new Slot(key, size, other, owner, expires, tokenEnds);
    }
}
