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
 * <p>Some clients upload with another type than in their request for the slot, or with none (Psi, Movim, old Monal;
 * Smack always sends octet-stream). So a bounded set of about 60 types is tried: the type as sent, none, octet-stream,
 * and other names for the type of such a file, for text also with a charset. The MAC proves which type the XMPP server
 * signed; that one is stored.
 */
public final class SignedTypes {

    private static final List<String> CHARSETS =
            List.of(";charset=utf-8", ";charset=UTF-8", "; charset=utf-8", "; charset=UTF-8");

    private SignedTypes() {}

    /**
     * Returns the type to store for a signed type: for an empty one the type of the file name extension; for one that
     * is not a media type (RFC 9110 §8.3.1) {@link MediaTypes#UNKNOWN}.
     */
    static String stored(String signed, FileKey key) {
        if (signed.isEmpty()) {
            return MediaTypes.byFileName(key.fileName()).orElse(MediaTypes.UNKNOWN);
        }
        return MediaTypes.isLegal(signed) ? signed : MediaTypes.UNKNOWN;
    }

    /** Returns the types to try, the likely ones first. */
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
