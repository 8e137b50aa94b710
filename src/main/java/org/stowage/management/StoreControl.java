package org.stowage.management;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.stowage.management.admin.JmxUser;
import org.stowage.retention.DeletionResult;
import org.stowage.retention.Takedowns;
import org.stowage.storage.Ban;
import org.stowage.storage.Ban.Kind;
import org.stowage.storage.FileKey;
import org.stowage.storage.Slot;

/** Parses the orders of admins strictly, carries them out, and logs them. */
public final class StoreControl implements StoreMXBean {

    private static final Logger LOG = Logger.getLogger("org.stowage.management");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_WHY = 500;

    private final Takedowns takedowns;
    private final Function<String, FileKey> addresses;

    /**
     * Passes the orders on.
     *
     * @param addresses finds the key for a URL, or throws an {@link IllegalArgumentException}
     */
    public StoreControl(Takedowns takedowns, Function<String, FileKey> addresses) {
        this.takedowns = takedowns;
        this.addresses = addresses;
    }

    @Override
    public boolean deleteFile(String url) throws IOException {
        FileKey key = addresses.apply(url);
        boolean deleted = byAdmin().delete(key);
        LOG.info(() -> (deleted ? "Deleted " : "Found nothing to delete at ") + Ban.valueOf(key));
        return deleted;
    }

    @Override
    public long deleteFilesOf(String owner) throws IOException {
        String whose = owner(owner);
        return logged("Deleted the files of owner " + whose, byAdmin().deleteOwner(whose));
    }

    @Override
    public long banPath(String url, String why) throws IOException {
        FileKey key = addresses.apply(url);
        return logged("Banned path " + Ban.valueOf(key), byAdmin().banPath(key, words(why)));
    }

    @Override
    public boolean unbanPath(String url) throws IOException {
        FileKey key = addresses.apply(url);
        return logged("path " + Ban.valueOf(key), byAdmin().unbanPath(key));
    }

    @Override
    public long banOwner(String owner, String why) throws IOException {
        String whose = owner(owner);
        return logged("Banned owner " + whose, byAdmin().banOwner(whose, words(why)));
    }

    @Override
    public boolean unbanOwner(String owner) throws IOException {
        String whose = owner(owner);
        return logged("owner " + whose, byAdmin().unbanOwner(whose));
    }

    @Override
    public long banContent(String sha256, String why) throws IOException {
        String hash = hash(sha256);
        return logged("Banned content " + hash, byAdmin().banContent(hash, words(why)));
    }

    @Override
    public boolean unbanContent(String sha256) throws IOException {
        String hash = hash(sha256);
        return logged("content " + hash, byAdmin().unbanContent(hash));
    }

    @Override
    public Map<String, String> listBans(String kind) throws IOException {
        Map<String, String> bans = new LinkedHashMap<>();
        for (Ban ban : takedowns.bans().all(kind(kind))) {
            bans.put(ban.value(), ban.why().isEmpty() ? ban.since().toString() : ban.since() + " " + ban.why());
        }
        return bans;
    }

    /** Names the admin in the audit log, if the name is known. */
    private Takedowns byAdmin() {
        return JmxUser.name().map(takedowns::orderedBy).orElse(takedowns);
    }

    /** Throws if the order is incomplete, because the number alone would look like success. */
    private static long logged(String what, DeletionResult deletions) throws IOException {
        String words = what + ": " + deletions.files() + " files, " + deletions.bytes() + " bytes";
        if (!deletions.areComplete()) {
            String left = words + "; " + deletions.failed() + " could not be removed, and " + deletions.unreadable()
                    + " could not be read. The log names them; the same order, given again, tries again.";
            LOG.warning(left);
            throw new IOException(left);
        }
        LOG.info(words);
        return deletions.files();
    }

    private static boolean logged(String what, boolean lifted) {
        if (lifted) {
            LOG.info(() -> "Lifted the ban of " + what);
        }
        return lifted;
    }

    private static Kind kind(String text) {
        return Stream.of(Kind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The kind of a ban is path, owner or content."));
    }

    private static String owner(String text) {
        String owner = EscapedCommas.decode(text.strip());
        if (!Slot.isOwner(owner)) {
            throw new IllegalArgumentException(
                    "An owner is named as the XMPP server does, such as juliet@example.org.");
        }
        return owner;
    }

    private static String hash(String text) {
        String hash = text.strip().toLowerCase(Locale.ROOT);
        if (!SHA256.matcher(hash).matches()) {
            throw new IllegalArgumentException("A content is named by its SHA-256 of 64 hex digits.");
        }
        return hash;
    }

    private static String words(String text) {
        String why = EscapedCommas.decode(text.strip());
        if (why.length() > MAX_WHY || hasControls(why)) {
            throw new IllegalArgumentException("A reason has at most " + MAX_WHY + " characters, all in one line.");
        }
        return why;
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029');
    }
}
