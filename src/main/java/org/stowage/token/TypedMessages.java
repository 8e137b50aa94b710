package org.stowage.token;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.FileKey;
import org.stowage.storage.MediaTypes;
import org.stowage.storage.Slot;

/**
 * The message of v2 and token: path, NUL, length in decimal, NUL, media type.
 *
 * <p>Clients send another type than they asked the slot with, or none (Psi, Movim, old Monal; Smack always sends
 * octet-stream). So a set with an end is tried, some 60 at most: the type as sent, none, octet-stream, and what files of
 * that name or type are called elsewhere, texts with a charset too. The MAC proves which one the XMPP server signed, and that
 * one is stored.
 */
final class TypedMessages {

    private static final List<String> CHARSETS =
            List.of(";charset=utf-8", ";charset=UTF-8", "; charset=utf-8", "; charset=UTF-8");

    private TypedMessages() {}

    static List<QueryToken.Message> of(UploadClaim claim, long size) {
        return candidates(claim.type(), claim.key().fileName()).stream()
                .map(type -> message(claim.key(), size, type))
                .toList();
    }

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
    static Set<String> candidates(@Nullable String sent, String fileName) {
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

    private static QueryToken.Message message(FileKey key, long size, String type) {
        return new QueryToken.Message(key.path() + '\0' + size + '\0' + type, new Slot(key, size, stored(type, key)));
    }
}
