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
 * octet-stream). So a small fixed set is tried: the type as sent, none, octet-stream, and that of the file name's
 * extension. The MAC proves which one the XMPP server signed, and that one is stored.
 */
final class TypedMessages {

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

    /** Returns the types of which one must have been signed. */
    static Set<String> candidates(@Nullable String sent, String fileName) {
        Set<String> types = new LinkedHashSet<>();
        if (sent != null) {
            types.add(sent);
        }
        types.add("");
        types.add(MediaTypes.UNKNOWN);
        MediaTypes.byFileName(fileName).ifPresent(types::add);
        return types;
    }

    private static QueryToken.Message message(FileKey key, long size, String type) {
        return new QueryToken.Message(key.path() + '\0' + size + '\0' + type, new Slot(key, size, stored(type, key)));
    }
}
