package org.stowage.token;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.FileKey;
import org.stowage.storage.MediaTypes;

/**
 * The media type that the contracts v2 and token sign.
 *
 * <p>Clients send another type than they asked the slot with, or none (Psi, Movim, old Monal; Smack always sends
 * octet-stream). So a bounded set is tried, some 60 at most: the type as sent, none, octet-stream, and what files of that name or
 * type are called elsewhere, texts with a charset too. The MAC proves which one the XMPP server signed, and that one is stored.
 */
public final class SignedTypes {

    private static final List<String> CHARSETS =
            List.of(";charset=utf-8", ";charset=UTF-8", "; charset=utf-8", "; charset=UTF-8");

    private SignedTypes() {}

    /**
     * Returns the type to store where the XMPP server signed this one: none is what the file name suggests, and what is
     * not a media type (RFC 9110 §8.3.1) is about nothing known.
     */
    static String stored(String signed, FileKey key) {
        if (signed.isEmpty()) {
            return MediaTypes.byFileName(key.fileName()).orElse(MediaTypes.UNKNOWN);
        }
        return MediaTypes.isLegal(signed) ? signed : MediaTypes.UNKNOWN;
    }

    /** Returns the types of which one must have been signed, the likely ones first. */
    public static Set<String> candidates(@Nullable String sent, String fileName) {
        String type = sent == null ? "" : sent;
        Set<String> types = new LinkedHashSet<>(List.of(type, "", MediaTypes.UNKNOWN));
        types.addAll(MediaTypes.alternatives(fileName, type));
        types.add(MediaTypes.essence(type));
        for (String text : List.copyOf(types)) {
            if (text.startsWith("text/") && !text.contains(";")) {
                CHARSETS.forEach(charset -> types.add(text + charset));
            }
        }
        return types;
    }
}
