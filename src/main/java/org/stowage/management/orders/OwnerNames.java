package org.stowage.management.orders;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.stowage.storage.Slot;

/** The names that XMPP servers give to one owner. */
public final class OwnerNames {

    private static final Pattern ADDRESS = Pattern.compile("[^@/]+@[^@/]+(/.*)?");

    private OwnerNames() {}

    /**
     * Returns the names of an owner, that which the admin has typed first. ejabberd's {@code mod_http_upload} names a
     * user by the hex SHA-1 of the address in lower case, without a resource ({@code make_user_string} for {@code
     * jid_in_url: sha1}); it prepares the address by PRECIS or stringprep, which for most addresses changes nothing
     * else.
     *
     * @throws IllegalArgumentException if the text cannot be an owner; the message is a sentence
     */
    public static List<String> of(String text) {
        String name = text.strip();
        if (!Slot.isOwner(name)) {
            throw new IllegalArgumentException(
                    "An owner is named as the XMPP server does, such as juliet@example.org.");
        }
        if (!ADDRESS.matcher(name).matches()) {
            return List.of(name);
        }
        String bare = name.replaceFirst("/.*", "").toLowerCase(Locale.ROOT);
        return Stream.of(name, bare, sha1(bare)).distinct().toList();
    }

    private static String sha1(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
